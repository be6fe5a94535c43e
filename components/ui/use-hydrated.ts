import { useSyncExternalStore } from 'react'

/** False on the server and until the page answers to clicks, so that no press is lost or half done. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  )
}

function subscribeToNothing(): () => void {
  return () => undefined
}
