/** The one style of the pages: follows the reader's light or dark setting, and holds on a narrow screen. */
export const style = `
:root{color-scheme:light dark;--ground:light-dark(#fbfbfa,#131614);--card:light-dark(#fff,#1b1f1c);--ink:light-dark(#1c211d,#e6eae6);--soft:light-dark(#5d665f,#9aa59d);--line:light-dark(#e2e5e1,#2e3530);
--green:light-dark(#1a7f42,#56c97f);--red:light-dark(#b3261e,#f2857c);--amber:light-dark(#8a5a00,#e2b04a);--link:light-dark(#175cab,#7db7f5)}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
header{border-bottom:1px solid var(--line);background:var(--card)}
header nav,main{max-width:1080px;margin:0 auto;padding:14px 20px}main{padding-bottom:60px}
header nav{display:flex;flex-wrap:wrap;gap:6px 22px;align-items:baseline}
header b{font-size:17px;letter-spacing:-.01em}header b::before{content:"";display:inline-block;width:10px;height:10px;border-radius:50%;background:var(--green);margin-right:8px}
a{color:var(--link);text-decoration:none}a:hover,a:focus-visible{text-decoration:underline}
h1{font-size:24px;letter-spacing:-.02em;margin:18px 0 4px;overflow-wrap:anywhere}h2{font-size:16px;margin:30px 0 8px}p{margin:8px 0}
.soft{color:var(--soft)}code,.mono{font:13px/1.5 ui-monospace,monospace}code{overflow-wrap:anywhere}.mono{white-space:nowrap}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;overflow:auto}
.next{padding:10px 14px;border-left:4px solid var(--amber);margin:16px 0}.next.over{border-left-color:var(--line)}.next p{margin:2px 0}
table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:9px 14px;vertical-align:top;border-bottom:1px solid var(--line)}
tr:last-child>*{border-bottom:0}thead tr:last-child>*{border-bottom:1px solid var(--line)}th{font-size:12px;font-weight:600;color:var(--soft);white-space:nowrap}tbody th{padding-top:12px}
.pill{display:inline-block;padding:1px 9px;border-radius:99px;border:1px solid currentColor;font-size:12px;font-weight:600;white-space:nowrap}
.good{color:var(--green)}.bad{color:var(--red)}.waiting{color:var(--amber)}.plain{color:var(--soft)}
ol.phases{display:grid;grid-template-columns:repeat(auto-fit,minmax(84px,1fr));gap:6px;list-style:none;padding:0;margin:16px 0}
ol.phases li{border-top:4px solid var(--line);padding-top:6px;font-size:12px;color:var(--soft)}
ol.phases li.done{border-color:var(--green);color:var(--ink)}ol.phases li.now{border-color:var(--amber);color:var(--ink);font-weight:700}ol.phases li.stopped{border-color:var(--red);color:var(--ink);font-weight:700}
pre{margin:0;padding:12px 14px;overflow:auto;font:13px/1.45 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.empty{padding:26px 14px;color:var(--soft);text-align:center;margin:0}
details.part{padding:9px 14px;border-bottom:1px solid var(--line)}details.part:last-child{border-bottom:0}summary{cursor:pointer;overflow-wrap:anywhere}td pre{padding:6px 0}
header nav a:last-child{margin-left:auto}
form.card{padding:14px;display:grid;gap:12px;justify-items:start}form.card label{display:grid;gap:4px;width:100%;max-width:620px;font-weight:600}form.card label.choice{display:block;font-weight:400}fieldset{border:0;padding:0;margin:0;display:grid;gap:6px;min-width:0}legend{font-weight:600;padding:0 0 6px}
input,select,textarea,button{font:inherit;font-weight:400;color:inherit}label .soft{font-weight:400}input:not([type=radio]):not([type=checkbox]),select,textarea{width:100%;background:var(--ground);border:1px solid var(--soft);border-radius:6px;padding:7px 9px;min-height:38px}
button,a.button{display:inline-block;background:light-dark(#17743b,#1d7a41);color:#fff;border:1px solid transparent;border-radius:6px;padding:7px 16px;font-weight:600;cursor:pointer}button.quiet{background:transparent;color:var(--red);border-color:currentColor}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}.row{display:flex;gap:10px;flex-wrap:wrap}.part{padding:9px 14px;border-bottom:1px solid var(--line)}.part:last-child{border-bottom:0}.said{white-space:pre-wrap;overflow-wrap:anywhere}
@media(max-width:640px){th,td{padding:7px 12px}header nav,main{padding-left:12px;padding-right:12px}
table.rows thead{display:none}table.rows tr{display:block;padding:6px 0;border-bottom:1px solid var(--line)}table.rows tr:last-child{border-bottom:0}
table.rows td{display:grid;grid-template-columns:92px minmax(0,1fr);gap:8px;border:0;padding:3px 12px}table.rows td>.pill{justify-self:start}table.rows td::before{content:attr(data-label);color:var(--soft);font-size:12px;padding-top:2px}
tbody th{white-space:normal;width:92px}.mono{white-space:normal}}
`;
