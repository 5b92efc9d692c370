/**
 * Photographs and papers of one field: the files named here are the field's answer, in the order they came. What the
 * field does not take is refused or kept beside it, with the reason in words.
 */
import { Camera, FileUp } from 'lucide-react'
import { useEffect } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../domain/forms/schema.ts'
import { useFormFiles } from '../../attachments/FormFiles.tsx'
import { kindsOf } from '../../attachments/files.ts'
import { Thumbs } from '../../attachments/Thumbs.tsx'
import { Button } from '../../ui/Parts.tsx'
import { type ControlProps, useFields } from './context.ts'

export function FilesField({ field, type, id }: ControlProps<Extract<Field['type'], { kind: 'files' }>>) {
  const { t } = useTranslation('attachments')
  const { control } = useFields()
  const { files, known, selected, select, camera, choose } = useFormFiles()
  const {
    field: { value, onChange },
  } = useController({ name: field.key, control })
  const own = files.filter((one) => one.paper === field.key)
  const names = JSON.stringify(own.map((one) => one.name))
  const stored = JSON.stringify(Array.isArray(value) ? value : [])
  useEffect(() => {
    if (known && names !== stored) onChange(names === '[]' ? undefined : JSON.parse(names))
  }, [known, names, stored, onChange])
  const full = own.length >= type.max ? t('refused.fieldFull') : undefined
  const pictures = kindsOf(type.accept).some((kind) => kind === 'jpg')
  return (
    <div className="files-field" data-files-field={field.key}>
      <Button id={id} look="small" icon={FileUp} onClick={() => choose(field.key)} obstacle={full}>
        {t('file')}
      </Button>
      {pictures && (
        <Button look="small" icon={Camera} onClick={() => camera(field.key)} obstacle={full}>
          {t('photo')}
        </Button>
      )}
      {own.length > 0 && <Thumbs files={own} selected={selected?.id ?? null} onSelect={select} />}
      <span className="s m">{t('fieldCount', { count: own.length, max: type.max })}</span>
    </div>
  )
}
