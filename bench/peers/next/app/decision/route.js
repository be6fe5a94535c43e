let answer = ''

/** The least a route can do: takes in a question, parses it, and says what it was told to say. */
export async function POST(request) {
  await request.json()
  return new Response(answer, { headers: { 'content-type': 'application/json' } })
}

/** What it is to say. */
export async function PUT(request) {
  answer = await request.text()
  return new Response(null, { status: 204 })
}
