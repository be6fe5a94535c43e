import { log } from '#lib/log.ts'
import { faultOf } from './fault.ts'

/**
 * A body that is made as it is read, and no more of it than is read. What fails in the middle is logged and
 * breaks the connection off: whoever reads knows by its length that it is not whole.
 */
export function byteStream(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await chunks.next()
          if (next.done === true) controller.close()
          else controller.enqueue(next.value)
        } catch (error) {
          log.error(faultOf(error), 'an answer broke off')
          controller.error(error)
        }
      },
      async cancel() {
        await chunks.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
