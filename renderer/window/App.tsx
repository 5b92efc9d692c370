/** The whole window: words, theme, the people before it and the frame behind it. */
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { queries, queryClient } from '../api.ts'
import { SignIn } from '../signin/SignIn.tsx'
import { Opening } from '../ui/Opening.tsx'
import { cssVariablesResolver, theme } from '../ui/theme.ts'
import { Down } from './Down.tsx'
import { Frame } from './Frame.tsx'
import { useAppearance } from './look.ts'
import { pageNonce } from './nonce.ts'
import { DeskContext } from './workspace.ts'

export function App() {
  const { theme: chosen } = useAppearance()
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        forceColorScheme={chosen === 'dark' ? 'dark' : 'light'}
        getStyleNonce={pageNonce}
      >
        <Router hook={useHashLocation}>
          <Rooms />
        </Router>
      </MantineProvider>
    </QueryClientProvider>
  )
}

function Rooms() {
  const workspace = useQuery(queries.workspace)
  const current = useQuery(queries.current)
  const failed = workspace.error ?? current.error
  if (failed && !(workspace.data && current.data))
    return <Down error={failed} retry={() => void Promise.all([workspace.refetch(), current.refetch()])} />
  if (!workspace.data || !current.data) return <Opening />
  const { person } = current.data
  if (!person) return <SignIn workspace={workspace.data} />
  return (
    <DeskContext value={{ workspace: workspace.data, person }}>
      <Frame />
    </DeskContext>
  )
}
