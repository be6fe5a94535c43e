import { Readable } from 'node:stream'
import { S3Client } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'

export type ObjectPlace = { readonly bucket: string; readonly key: string }

/**
 * Puts an object into an S3-compatible store, piece by piece: under its key it is whole or not there. Where
 * the store is, and by whose right, is for the variables of the AWS SDK to say (AWS_ENDPOINT_URL_S3,
 * AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY): no such word passes through here.
 *
 * @param bytes how many there are to be, so that the pieces are few enough
 */
export async function putObject(
  { bucket: Bucket, key: Key }: ObjectPlace,
  body: AsyncIterable<Uint8Array>,
  bytes: number,
): Promise<void> {
  const client = new S3Client({
    // Names of buckets are no host names at most stores; and not all of them know the newer checksums.
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
  })
  try {
    const partSize = Math.max(8 * 1024 * 1024, Math.ceil(bytes / PARTS_MAX))
    const Body = Readable.from(body, { objectMode: false })
    const upload = new Upload({ client, params: { Bucket, Key, Body }, partSize, queueSize: 2 })
    await upload.done()
  } finally {
    client.destroy()
  }
}

/** S3 takes 10,000 pieces of one object. */
const PARTS_MAX = 9_000
