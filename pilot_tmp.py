import sys, time, numpy as np, torch
torch.set_num_threads(1)
from core.data import melodies as m, folk_tunes as f
from core.measure import melodies as q
from core.models.transformer import Config, Transformer, next_token_loss
from core.models.decode import Decoder
from core.models.ngram import NGram
from core.training.windows import Windows
from core.training.text import optimizers, schedule
coll, width, steps, rate, pos, layers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), sys.argv[5], int(sys.argv[6]); LIM=int(sys.argv[7]) if len(sys.argv)>7 else 0
seed=101
tunes = list(m.invented(2200) if coll=="invented" else f.tunes())
rng=np.random.default_rng(0); order=rng.permutation(len(tunes)); cut=len(tunes)//10
held=[tunes[i].tokens for i in order[:cut]]; data=[tunes[i].tokens for i in order[cut:]]; data=data[:LIM] if LIM else data
names=sorted({t for x in data for t in x}); ids={n:i+3 for i,n in enumerate(names)}
enc=lambda t:[ids.get(x,0) for x in t]
win=Windows([enc(t) for t in data],128,seed); hw=Windows([enc(t) for t in held],128)
ho=torch.from_numpy(next(hw.all(64)))
torch.manual_seed(seed)
model=Transformer(Config(len(names)+3,context=128,width=width,heads=4,layers=layers,positions=pos))
print("weights",sum(w.numel() for w in model.parameters()))
opts=optimizers(model,"muon",rate)
t=time.process_time()
for s in range(steps):
    w=torch.from_numpy(win.batch(s,16))
    loss=next_token_loss(model(w[:,:-1]),w[:,1:]); loss.backward()
    for o in opts:
        o.param_groups[0]["lr"]=rate*schedule(s,steps); o.step(); o.zero_grad(set_to_none=True)
    if (s+1)%300==0:
        with torch.no_grad(): print(s+1, round(float(loss),3), "held", round(float(next_token_loss(model(ho[:,:-1]),ho[:,1:])),3), round(time.process_time()-t,1),flush=True)
W={k:v.detach().numpy() for k,v in model.named_parameters()}
def gen(n,temp,rng):
    d=Decoder(W,model.config,batch=n); lg=d.read(np.full((n,1),1)); rows=[[] for _ in range(n)]; done=np.zeros(n,bool)
    for _ in range(126):
        z=lg/temp; p=np.exp(z-z.max(1,keepdims=True)); p[:,:2]=0; c=p.cumsum(1); tok=(rng.random((n,1))*c[:,-1:]>=c).sum(1)
        done|=tok==2
        for i in np.flatnonzero(~done): rows[i].append(names[tok[i]-3])
        if done.all(): break
        lg=d.step(np.where(done,2,tok))
    return rows
t=time.process_time(); g={T:gen(100,T,np.random.default_rng(1)) for T in (0.5,0.8,1.0,1.3)}; print("gen",time.process_time()-t)
print("data",q.average(held)); 
for T in g: print("gpt",T,q.average(g[T]))
line=np.array([x for t in data for x in [1,*enc(t),2]])
for o in (3,4,5):
    t=time.process_time(); ng=NGram(line,len(names)+3,o)
    # begins: START preceded by END's
    b=np.full((100,o-1),2); b[:,-1]=1
    wr=ng.write(126,b,np.random.default_rng(2)); rows=[]
    for r in wr:
        r=list(r); r=r[:r.index(2)] if 2 in r else r
        rows.append([names[x-3] for x in r if x>2])
    print("ngram",o,q.average(rows), time.process_time()-t, sum(x.nbytes for x in ng.tables)/1e6)
    if o==4: ngr=rows
    if o==5: ngr5=rows
print("shuf",q.average([q.shuffled(t,np.random.default_rng(3)) for t in held]))
t=time.process_time(); lib=q.Library(data)
for n,rows in [("held",held[:100]),("gpt1",g[1.0]),("gpt.5",g[0.5]),("ng4",ngr),("ng5",ngr5)]:
    L=[lib.longest(r) for r in rows]; a=np.array([x.notes for x in L]); print(n,"longest med",np.median(a),"p90",np.percentile(a,90),"max",a.max(),"of", np.median([x.of for x in L]))
print(time.process_time()-t)
for r in g[0.8][:4]: print(" ".join(r))
