/** Jitsi's plugin puts the kind of its event behind the address: events/room/created and so on. */
export { POST } from '../../route.ts'
