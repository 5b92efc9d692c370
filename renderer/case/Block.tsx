/** One of the things that stand on top of a case, with who said it and when. Lit where somebody here must act. */
import type { ReactNode } from 'react'
import './standing.css'

export function Block({
  tone,
  icon,
  title,
  by,
  children,
}: {
  tone: 'lit' | 'warn' | 'bad' | 'plain'
  icon: ReactNode
  title: string
  by: string
  children: ReactNode
}) {
  return (
    <section className={`standing ${tone}`}>
      {icon}
      <div>
        <h3>
          {title} <span className="m">· {by}</span>
        </h3>
        {children}
      </div>
    </section>
  )
}
