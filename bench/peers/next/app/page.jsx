import { connection } from 'next/server'

/** As much as a long page of the portal has, made anew for every request. */
export default async function Page() {
  await connection()
  const rows = Array.from({ length: 300 }, (_, i) => `${i}: ${Math.random()}`)
  return (
    <ul>
      {rows.map((row) => (
        <li key={row}>
          <a href={`#${row}`}>{row}</a>
        </li>
      ))}
    </ul>
  )
}
