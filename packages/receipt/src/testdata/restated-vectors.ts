/**
 * A few golden vectors, restated so that a clone proves itself with nothing beside it. Public test keys:
 * never use them.
 */

/** C2SP signed-note.md, "Example". */
export const EXAMPLE_NOTE = {
  vkey: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  note: 'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
}

/** github.com/transparency-dev/merkle rfc6962/rfc6962_test.go. */
export const HASHER = {
  emptyRoot: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  emptyLeaf: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  leaf: {
    entry: 'L123456',
    hash: '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
  },
  node: {
    left: 'N123',
    right: 'N456',
    hash: 'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
  },
}

/** The eight entries (hex) of the same project's reference tree, and the roots of its first 1 to 8. */
export const REFERENCE_TREE = {
  entries: [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ],
  roots: [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ],
}

/** github.com/transparency-dev/formats proof/tlog_proof_test.go. */
export const TLOG_PROOFS = {
  written: [
    {
      index: 5,
      hashes: [
        'rzFuy5Go7nrpkhBwKy1HWPMM3eO/YePY54fXRoH5Cm4=',
        '5784L25ZFbP4hhm4ZiI+vx1RxMUyHMzeLp/3AKMlkIY=',
      ],
      checkpoint: 'test checkpoint\n',
      want: 'c2sp.org/tlog-proof@v1\nindex 5\nrzFuy5Go7nrpkhBwKy1HWPMM3eO/YePY54fXRoH5Cm4=\n5784L25ZFbP4hhm4ZiI+vx1RxMUyHMzeLp/3AKMlkIY=\n\ntest checkpoint\n',
    },
    {
      index: 10,
      hashes: ['rzFuy5Go7nrpkhBwKy1HWPMM3eO/YePY54fXRoH5Cm4='],
      checkpoint: 'checkpoint data\n',
      extra: 'ZXh0cmEgaW5mb3JtYXRpb24=',
      want: 'c2sp.org/tlog-proof@v1\nextra ZXh0cmEgaW5mb3JtYXRpb24=\nindex 10\nrzFuy5Go7nrpkhBwKy1HWPMM3eO/YePY54fXRoH5Cm4=\n\ncheckpoint data\n',
    },
  ],
  refused: [
    { name: 'missing header', text: 'wrong-header\nindex 0\n\ncheckpoint\n' },
    {
      name: 'index negative',
      text: 'c2sp.org/tlog-proof@v1\nindex -5\n\ncheckpoint\n',
    },
  ],
}

/** github.com/transparency-dev/formats note/note_cosigv1_test.go. */
export const VKEYS = [
  { vkey: 'TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6', valid: true },
  {
    vkey: 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
    valid: true,
  },
  { vkey: 'bananas.sigstore.dev+12344556', valid: false },
  { vkey: 'rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!', valid: false },
  { vkey: 'rekor.sigstore.dev+12345678+AwEB', valid: false },
]

/** The same file: a signature line's base64 and the time in it, null where it is no cosignature. */
export const COSIGNATURES = [
  {
    base64:
      'ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA==',
    unix: 1727964367,
  },
  {
    base64:
      'eQjRQm6eSKzFoiYalgwCPXu2y3ijtg68is9M46JKxuZB+dRfTmeQeDBoXnvxZx2ugnkyV+MUMLXpWs1hPb/W/4xkNQY=',
    unix: null,
  },
]

/** RFC 8785: section 3.2.2 and 3.2.3's example, and numbers of its appendix B. */
export const CANONICAL_JSON = [
  {
    input:
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    output:
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  },
  {
    input:
      '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}',
    output:
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  },
  {
    input: '[0,-0,5e-324,1.7976931348623157e308,1e21,9.999999999999997e22]',
    output: '[0,0,5e-324,1.7976931348623157e+308,1e+21,9.999999999999997e+22]',
  },
]
