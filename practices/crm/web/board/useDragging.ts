import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'

/** What is dragged by its id, what it is dropped on by a key. */
export function useDraggable(place: RefObject<HTMLElement | null>, id: string, off: boolean): boolean {
  const [dragged, drag] = useState(false)
  useEffect(() => {
    if (off || !place.current) return
    return draggable({
      element: place.current,
      getInitialData: () => ({ id }),
      onDragStart: () => drag(true),
      onDrop: () => drag(false),
    })
  }, [place, id, off])
  return dragged
}

export function useDropTarget(place: RefObject<HTMLElement | null>, key: string): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    if (!place.current) return
    return dropTargetForElements({
      element: place.current,
      getData: () => ({ key }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    })
  }, [place, key])
  return over
}

/** Tells of every drop, and whether something is in the hand now. */
export function useDrops(onDrop: (id: string, key: string) => void): boolean {
  const [busy, setBusy] = useState(false)
  const dropped = useEffectEvent(onDrop)
  useEffect(
    () =>
      monitorForElements({
        onDragStart: () => setBusy(true),
        onDrop: ({ source, location }) => {
          setBusy(false)
          const key = location.current.dropTargets[0]?.data['key']
          const { id } = source.data
          if (typeof id === 'string' && typeof key === 'string') dropped(id, key)
        },
      }),
    [],
  )
  return busy
}
