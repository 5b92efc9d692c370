/** How a table on A4 that somebody signs looks: black on white, room for a punch at the left, its head on every page. */
export const TABLE_STYLE = `
@page{size:210mm 297mm;margin:16mm 16mm 14mm 23mm}
body{font-size:10.5pt;line-height:14.5pt}
@media screen{body{width:210mm;min-height:297mm;padding:16mm 16mm 14mm 23mm}}
header{color:#333;font-size:.9em}
h1{font-size:1.45em;line-height:1.3}
table{border-collapse:collapse}
thead{display:table-header-group}
th,td{border:.2mm solid #777;padding:1.2mm 2mm;vertical-align:top;text-align:left}
th{background:#f0f0f0;font-weight:700}
tr{break-inside:avoid}
td small,.note{font-size:.88em;line-height:1.35;color:#333}
td small{display:block}
.note{margin-top:3mm}
.sign{display:grid;gap:1mm 6mm;break-inside:avoid}
.sign div{border-bottom:.25mm solid #222;height:9mm}
.sign small{font-size:.78em;line-height:1.25;color:#333}
`
