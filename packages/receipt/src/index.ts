export { decodeBase64, decodeBase64url, encodeBase64, encodeBase64url } from './base64.ts'
export { askStanding, type Ask } from './ask-standing.ts'
export { bundleParts, type BundlePart } from './bundle-parts.ts'
export {
  canonicalJson,
  parseCanonicalJson,
  type JsonObject,
  type JsonValue,
} from './canonical-json.ts'
export { formatCheckpoint, parseCheckpoint, type Checkpoint } from './checkpoint.ts'
export { formatAddCheckpoint, parseAddCheckpoint, type AddCheckpoint } from './add-checkpoint.ts'
export {
  cosign,
  cosignedMessage,
  encodeCosignature,
  parseCosignature,
  type Cosignature,
} from './cosignature.ts'
export type { Crypto, Hasher, Sign } from './crypto.ts'
export type { Fact, FactCode, FailureCode, OpenCode, OpenFact, StandingFact } from './fact.ts'
export { FormatError } from './format-error.ts'
export { hmacInnerBlock, hmacSha256 } from './hmac-sha256.ts'
export { commitment, leafBytes, leafBytesOfInner, SALT_LENGTH } from './leaf.ts'
export {
  emptyRoot,
  HASH_LENGTH,
  leafHash,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
export {
  consistencyProof,
  consistencyRanges,
  inclusionProof,
  inclusionRanges,
  rangeSubtrees,
  rootHash,
  type HashAt,
  type LeafRange,
  type Subtree,
} from './merkle-range.ts'
export { RECEIPT_CONTEXT, RECEIPT_CONTEXTS, receiptContext } from './receipt-context.ts'
export { publicJwk, type PublicJwk } from './public-jwk.ts'
export {
  parseReceiptFile,
  serialiseReceiptFile,
  type ReceiptFile,
  type ReceiptFileFault,
  type ReceiptText,
} from './receipt-file.ts'
export {
  formatReceiptKeyCertificate,
  issueReceiptKeyCertificate,
  keyThumbprint,
  parseReceiptKeyCertificate,
  type ReceiptKeyCertificate,
} from './receipt-key-certificate.ts'
export { rememberVerified } from './remember-verified.ts'
export {
  formatNote,
  formatSignature,
  openNote,
  parseNote,
  signNote,
  type NoteSignature,
  type OpenedNote,
  type SignedNote,
} from './signed-note.ts'
export { parseStanding, standingUrl, type Standing, type StandingLine } from './standing.ts'
export { withStanding, type StandingAnswer } from './standing-facts.ts'
export {
  assembleJws,
  digestSri,
  parseStatement,
  signStatement,
  STATEMENT_KINDS,
  statementSigningInput,
  type Credential,
  type RelatedResource,
  type Statement,
  type StatementKind,
} from './statement.ts'
export {
  encodeEntryBundle,
  encodeHashTile,
  entryBundlePath,
  parseEntryBundle,
  parseHashTile,
  parseTilePath,
  TILE_WIDTH,
  tilePath,
  type BundleCoordinate,
  type TileCoordinate,
  type TileResource,
} from './tile.ts'
export { hashAtFromTiles, tilesOf, tileWidth } from './tile-tree.ts'
export { formatTlogProof, parseTlogProof, type TlogProof } from './tlog-proof.ts'
export {
  appendLeaves,
  edgeRoot,
  edgeTiles,
  EMPTY_EDGE,
  treeEdge,
  type HashTile,
  type TreeEdge,
} from './tree-edge.ts'
export { isQuorumMet, parseTrustPolicy, type Quorum, type TrustPolicy } from './trust-policy.ts'
export {
  formatVerifierKey,
  parseVerifierKey,
  verifierKey,
  type NoteAlgorithm,
  type VerifierKey,
} from './verifier-key.ts'
export { considerCheckpoint, type Cosigned, type Considered } from './witness.ts'
export { verifyReceipt, type Verification } from './verify-receipt.ts'
