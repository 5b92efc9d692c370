/** Which control takes which kind of answer. All kinds of the meta-schema, none left out. */
import { OpenCases } from '../../customers/OpenCases.tsx'
import { BoolField, ChoiceField, ChoicesField, CountryField } from './choices.tsx'
import type { ControlProps } from './context.ts'
import { DateField } from './DateField.tsx'
import { FilesField } from './FilesField.tsx'
import { ListField } from './ListField.tsx'
import { TableField } from './TableField.tsx'
import { LongTextField, TextField } from './TextField.tsx'

export function Control(props: Omit<ControlProps, 'type'>) {
  const { type } = props.field
  switch (type.kind) {
    case 'bool':
      return <BoolField {...props} type={type} />
    case 'choice':
      return <ChoiceField {...props} type={type} />
    case 'choices':
      return <ChoicesField {...props} type={type} />
    case 'country':
      return <CountryField {...props} type={type} />
    case 'date':
    case 'datetime':
      return <DateField {...props} type={type} />
    case 'list':
      return <ListField {...props} type={type} />
    case 'table':
      return <TableField {...props} type={type} />
    case 'open_cases':
      return <OpenCases {...props} type={type} />
    case 'files':
      return <FilesField {...props} type={type} />
    case 'text':
      return (type.lines ?? 1) > 1 ? <LongTextField {...props} type={type} /> : <TextField {...props} type={type} />
    case 'name':
    case 'month':
    case 'money':
    case 'number':
    case 'identifier':
    case 'login':
    case 'email':
    case 'document':
    case 'case_number':
    case 'outage_number':
      return <TextField {...props} type={type} />
    default:
      return type satisfies never
  }
}
