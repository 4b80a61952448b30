/**
 * What makes the drawing answer: a tip beside the pointer, the message lit, arrow keys from message to
 * message. Runs in the page, as it is, once for each drawing; without it the tips are the browser's own.
 */
export const script = `
(()=>{
const scope=document.currentScript?.parentElement??document;
for(const svg of scope.querySelectorAll("svg.paxoslab-st:not([data-live])")){
svg.dataset.live="";
const tip=document.createElement("div");
tip.className="paxoslab-tip";tip.setAttribute("role","status");tip.hidden=true;
svg.parentElement.append(tip);
const own=svg.querySelector(":scope>title");
if(own){svg.setAttribute("aria-label",own.textContent+". Arrow keys go from one to the next.");own.remove()}
svg.setAttribute("role","application");
svg.setAttribute("tabindex","0");
for(const title of [...svg.querySelectorAll("g>title")]){
title.parentElement.dataset.tip=title.textContent;title.remove();
}
const messages=[...svg.querySelectorAll("g.m[data-tip]")];
let lit=null,at=-1;
const show=(target,x,y)=>{
if(lit!==target){
lit?.classList.remove("lit");lit=target;
svg.classList.toggle("focus",!!target?.classList.contains("m"));
target?.classList.add("lit");
tip.hidden=!target;
if(target){const[first,...rest]=target.dataset.tip.split("\\n");
const head=document.createElement("strong");head.textContent=first;
tip.replaceChildren(head,...rest.map(words=>{const row=document.createElement("div");row.textContent=words;return row}))}
}
if(!target)return;
const frame=svg.parentElement.getBoundingClientRect();
const left=Math.min(Math.max(4,x-frame.left+14),Math.max(4,frame.width-tip.offsetWidth-6));
const below=y-frame.top+16;
const top=below+tip.offsetHeight>frame.height?Math.max(4,y-frame.top-tip.offsetHeight-12):below;
tip.style.left=left+"px";tip.style.top=top+"px";
};
svg.addEventListener("pointermove",event=>show(event.target.closest("[data-tip]"),event.clientX,event.clientY));
svg.addEventListener("pointerleave",()=>show(null));
svg.addEventListener("blur",()=>show(null));
svg.addEventListener("keydown",event=>{
const step={ArrowRight:1,ArrowDown:1,ArrowLeft:-1,ArrowUp:-1}[event.key];
if(event.key==="Escape"){at=-1;show(null);return}
if(!step||messages.length===0)return;
event.preventDefault();event.stopPropagation();
at=(at+step+messages.length)%messages.length;
const box=messages[at].getBoundingClientRect();
show(messages[at],box.left+box.width/2,box.top+box.height/2);
});
}
})();
`.trim();

export const tipStyle =
  ".paxoslab-figure{position:relative;overflow-x:auto}" +
  ".paxoslab-tip{position:absolute;z-index:9;pointer-events:none;max-width:340px;padding:7px 10px;border-radius:6px;" +
  "background:#20262e;color:#f3f5f7;font:12px/1.45 system-ui,sans-serif;box-shadow:0 3px 14px rgba(0,0,0,.35);" +
  "border:1px solid #4a535e}.paxoslab-tip strong{display:block;font-size:12.5px}.paxoslab-tip[hidden]{display:none}";
