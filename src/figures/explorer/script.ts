/** What makes the view answer. Runs in the page, as it is, once for each view. */
export const script = `
(()=>{
const root=document.currentScript?.parentElement??document.querySelector(".paxoslab-explorer:not([data-live])");
if(!root||root.dataset.live!==undefined)return;
root.dataset.live="";
const data=JSON.parse(root.querySelector('script[type="application/json"]').textContent);
const part=name=>root.querySelector('[data-part="'+name+'"]');
const go=name=>root.querySelector('[data-go="'+name+'"]');
const element=(tag,text,className)=>{const made=document.createElement(tag);
if(text!==undefined)made.textContent=text;if(className)made.className=className;return made};

/* The run: at each step a state, and which of its events was taken. */
let run=[],at=0;
const restart=()=>{run=[{state:0}];at=0;let state=0;
for(const choice of data.run){const event=data.states[state].events[choice];
run[run.length-1].choice=choice;state=event.to;run.push({state})}};
const isFirstRun=()=>run.slice(0,-1).every((step,index)=>step.choice===data.run[index]);
const eventInto=index=>{if(index===0)return null;const before=run[index-1];
return data.states[before.state].events[before.choice]};

const take=choice=>{const event=data.states[run[at].state].events[choice];
if(run[at].choice===choice&&at+1<run.length){at++;return render()}
run=run.slice(0,at+1);run[at]={state:run[at].state,choice};run.push({state:event.to});at++;render()};

/* A value as lines of text; a path names each line, so that two values can be compared line by line. */
const isBallot=value=>typeof value==="object"&&value!==null&&"round" in value&&"node" in value&&Object.keys(value).length===2;
const short=value=>isBallot(value)?value.round+"."+value.node:
Array.isArray(value)?"["+value.map(short).join(", ")+"]":
typeof value==="object"&&value!==null?"{"+Object.entries(value).map(([key,inner])=>key+": "+short(inner)).join(", ")+"}":
typeof value==="string"?"“"+value+"”":value===null?"none":String(value);
const lines=(value,path,indent)=>{
const text=short(value);
if(typeof value!=="object"||value===null||isBallot(value)||(path!==""&&text.length<=34))return[{path,indent,text}];
const inner=Object.entries(value).flatMap(([key,below])=>{
const deeper=lines(below,path+"/"+key,indent+1);
if(deeper.length===1)return[{path:path+"/"+key,indent,key,text:deeper[0].text}];
return[{path:path+"/"+key+"/",indent,key,text:""},...deeper]});
return inner.length===0?[{path,indent,text}]:inner};

const card=(index,now,before)=>{
const box=element("div",undefined,"node"+(now.isUp?"":" down"));
const head=element("h4",data.names[index]);
head.append(element("small"," node "+index+(now.isUp?"":" · down")));
box.append(head);
const old=before?new Map(lines(before.state,"",0).map(line=>[line.path,line.text])):null;
const table=element("div",undefined,"state");
const add=(line,wasThere,oldText)=>{
const row=element("div");row.style.paddingInlineStart=line.indent+"em";
if(line.key!==undefined)row.append(element("span",line.key+" ","key"));
row.append(element("span",line.text,"value"));
if(wasThere&&oldText!==line.text){row.classList.add("changed");row.title=oldText===undefined?"new":"was "+oldText}
table.append(row)};
if(now.isUp)for(const line of lines(now.state,"",0))add(line,old!==null,old?.get(line.path));
const aside=(key,value,previous)=>add({indent:0,key,text:short(value)},before!==undefined,previous);
aside("disk",now.disk,before&&short(before.disk));
aside("timers",now.timers,before&&short(before.timers));
box.append(table);return box};

const counts=list=>{const count=new Map();for(const item of list)count.set(item,(count.get(item)??0)+1);return count};

function render(){
const{state}=run[at];const now=data.states[state];const before=at>0?data.states[run[at-1].state]:null;
part("place").textContent="step "+at+" of "+(run.length-1)+(isFirstRun()?"":" · a branch of yours");
const into=eventInto(at);
part("happened").textContent=into?data.sentences[into.sentence]:"All nodes have started; nothing else has happened yet.";
if(now.broken){const alarm=element("strong"," ✗ "+now.broken);part("happened").append(alarm)}
part("happened").classList.toggle("broken",now.broken!==null);
part("nodes").replaceChildren(...now.nodes.map((view,index)=>card(index,data.views[view],before?data.views[before.nodes[index]]:undefined)));
const old=before?counts(before.inFlight):null;
const letters=[...counts(now.inFlight)].map(([letter,count])=>{
const{from,to,text}=data.letters[letter];
const item=element("li",data.names[from]+" → "+data.names[to]+": "+text+(count>1?" (×"+count+")":""));
if(old&&(old.get(letter)??0)<count)item.className="changed";
return item});
part("letters").replaceChildren(...(letters.length?letters:[element("li","nothing","none")]));
const events=now.events===null?[element("li","The page does not carry what may happen from here; explore further in a notebook.","none")]:
now.events.map((event,choice)=>{
const item=element("li");const button=element("button",data.sentences[event.sentence],event.isFault?"fault":"");
button.type="button";button.dataset.event=choice;
if(run[at].choice===choice){button.setAttribute("aria-current","step");button.title="what happened in this run"}
if(data.states[event.to].broken)button.append(element("span"," ✗","breaks"));
button.addEventListener("click",()=>{take(choice);root.focus({preventScroll:true})});
item.append(button);return item});
part("events").replaceChildren(...(events.length?events:[element("li","Nothing: the system is at rest.","none")]));
const taken=part("events").querySelector("[aria-current]");
if(taken)part("events").scrollTop=taken.offsetTop-part("events").offsetTop-30;
part("run").replaceChildren(...run.slice(1).map((_,index)=>{
const item=element("li");const link=element("button",data.sentences[eventInto(index+1).sentence]);link.type="button";
if(index+1===at)link.setAttribute("aria-current","step");
link.addEventListener("click",()=>{at=index+1;render()});item.append(link);return item}));
go("first").disabled=go("back").disabled=at===0;
go("forward").disabled=go("last").disabled=at===run.length-1;
go("home").hidden=isFirstRun();
}

const moves={first:()=>{at=0},back:()=>{at=Math.max(0,at-1)},forward:()=>{at=Math.min(run.length-1,at+1)},
last:()=>{at=run.length-1},home:()=>{const place=at;restart();at=Math.min(place,run.length-1)}};
for(const[name,move]of Object.entries(moves))go(name).addEventListener("click",()=>{move();render()});
root.addEventListener("keydown",event=>{
const move={ArrowLeft:moves.back,ArrowRight:moves.forward,Home:moves.first,End:moves.last}[event.key];
if(!move||event.altKey||event.ctrlKey||event.metaKey)return;
event.preventDefault();event.stopPropagation();move();render()});
restart();render();
})();
`.trim();
