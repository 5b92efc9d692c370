/* exchange.pml - lines, acknowledgements, hub and headquarters of Okno, for the model checker spin (Promela).
 *
 * Two counters and a third computer (a clone of the first, or its replacement), a hub, headquarters, a line that loses,
 * doubles and delays. Nothing durable is lost in a crash (each commit is on the disk), so a crash is a step that does not
 * come. At a moment of its choosing the checker heals everything: four rounds of exchange, then the ledger is compared.
 *
 * An event is a number 1..MAXC, which stands for its content and hash; anc[e] is the set of its chain. A run is (last
 * event, from place): the hash chain fixes what is in between.
 *
 * Faults    F_DEV counter A is restored from a backup   F_CLONE A's disk is copied   F_DIE A dies and is replaced
 *           F_HQ headquarters is restored   F_HUB there is a hub, and it is replaced by an empty one
 *           HQOWN headquarters writes too   ONLINE a restored counter connects before it works   NOCHAN a line without loss
 *           HUBACK (wrong on purpose) the hub's answer counts as headquarters'   DESKLETTER the letter goes with the desk
 * Rules     TAG number carries a tag of its content (P-3)      ACKHASH acknowledgement names the hash (P-6)
 *           FORK both children are kept, "fork" is answered (P-5) HASHCMP heads are compared with their hashes (P-2, P-7)
 *           RET each side hands over whatever the other lacks (P-7, P-8)  VEC cursor per line (P-9)  LINE random line ids (P-1)
 *           CERT certificates are presented again (P-10)  SAFE only "safe" is for ever (P-6)  HQINC new line after a restore (P-11)
 * Asked     P1 each printed number (with a surviving copy: SURV) is at headquarters   P2 so is each event of a journal
 *           P3 nothing acknowledged is missing   P4 no two printed numbers are equal   P5 counter B sees all that
 *           headquarters has   P6 no fork that nobody can see   P7 at no moment is something shown as accepted that is not
 */
#ifndef P4MIN
#define P4MIN 0
#endif
#ifndef MAXC
#define MAXC 4
#endif
#define MAXS 3
#define NL 6
#define HQL 5
#define B(e) (1<<(e))
#ifdef SAFE
#define ISSAFE(e) (hbk && IN(hhq,e))
#else
#define ISSAFE(e) 1
#endif
#ifdef ACKHASH
#define RIGHTCOPY(m,e) (head[m]!=0 && IN(anc[head[m]],e))
#else
#define RIGHTCOPY(m,e) 1
#endif
#define IN(S,e) (((S)>>(e))&1)

byte n;                                   /* events created so far */
byte ln[MAXC+1], sq[MAXC+1], anc[MAXC+1], lt[MAXC+1];
byte printed, acked, created;
/* machines */
bool up[3]; byte has[3], head[3], line[3], ack[3], cur[3];
/* HQ */
byte hq, hqhead[NL], feed[10], fl, enrolled, nextl, hqown_line;
/* hub */
byte hub, hubhead[NL];
/* backups */
bool bk, hbk; byte bhas, bhead, bline, back_, bcur;
bool hconf; byte hhq, hhead[NL], hfl, henr, hnextl;
/* budget */
bool did_dev, did_clone, did_hq, did_die, did_hub;
bool conf;                                /* a conflict a person can see */
bool mustconn;
typedef Msg { byte k, e, f, t };
Msg net[2];
byte x, y, z, w, r, gl;                   /* scratch, zeroed after use */
byte done, gf, gx;

inline newevent(l, hd, letter) {
  n++; ln[n]=l; lt[n]=letter;
  sq[n]=(hd==0 -> 1 : sq[hd]+1); anc[n]=(hd==0 -> B(n) : (anc[hd]|B(n)));
  created=created|B(n)
}
inline addfeed(S) { /* append the events of S not yet in HQ, in chain order */
  y=1;
  do :: y<=n -> if :: IN(S,y)&&!IN(hq,y) -> hq=hq|B(y); if :: fl<10 -> feed[fl]=y; fl++ :: else fi;
        gx=1; do :: gx<=n -> if :: gx!=y && IN(hq,gx) && ln[gx]==ln[y] && sq[gx]==sq[y] -> conf=1 :: else fi; gx++ :: else -> break od; gx=0
     :: else fi; y++ :: else -> break od;
  y=0
}
inline believe(m) { /* what device m takes as acknowledged for ever */
  x=1;
  do :: x<=n -> if :: head[m]!=0 && IN(anc[head[m]],x) && sq[x]<=ack[m] && ISSAFE(x) ->
#ifdef P7
        if :: !IN(acked,x) && !IN(hq,x) && !did_hq -> printf("V7 screen says accepted: %d, HQ lacks it\n",x); assert(false) :: else fi;
#endif
        acked=acked|B(x) :: else fi; x++ :: else -> break od;
  x=0
}
inline newline(m) { /* new device id (base: from HQ's counter; LINE: minted locally, never repeats) */
#ifdef LINE
  if :: gl<4 -> line[m]=gl; gl++; head[m]=0; ack[m]=0; enrolled=enrolled|B(line[m]) :: else fi
#else
  if :: nextl<5 -> line[m]=nextl; nextl++; head[m]=0; ack[m]=0; enrolled=enrolled|B(line[m]) :: else fi
#endif
}
/* admit at HQ: run = chain of e from seq f. result r: 1 ack  2 gap(w=expected-1)  3 conflict  4 refused(unknown device) 5 ack+fork */
inline admit(ev, fs) {
  z=hqhead[ln[ev]]; w=(z==0 -> 0 : sq[z]); r=0;
  if
#ifndef CERT
  :: !IN(enrolled,ln[ev]) && ln[ev]!=HQL -> r=4
#endif
#ifdef FORK
  :: else ->
     /* the tree rule: the parent of the first event must be held (or it is the first); a fork is kept and shown */
     w=0; x=1;
     do :: x<=n -> if :: IN(anc[ev],x)&&IN(hq,x)&&sq[x]>w -> w=sq[x] :: else fi; x++ :: else -> break od; x=0;
     if :: fs>w+1 -> r=2
        :: else -> if :: z!=0 && !IN(anc[ev],z) && !IN(anc[z],ev) -> conf=1; r=5
                      :: else -> r=1; if :: z==0 || IN(anc[ev],z) -> hqhead[ln[ev]]=ev :: else fi fi;
                   addfeed(anc[ev])
     fi
#else
  :: else ->
     if :: fs>w+1 -> r=2
        :: fs<=w+1 && z!=0 && IN(anc[z],ev) -> r=1
        :: fs<=w+1 && !(z!=0 && IN(anc[z],ev)) && (z==0 || IN(anc[ev],z)) -> addfeed(anc[ev]); hqhead[ln[ev]]=ev; r=1
        :: else -> conf=1; r=3
     fi
#endif
  fi; z=0
}
inline onreply(m, ev) { /* device m gets the answer to a run that ended in ev */
  if
  :: (r==1 || r==5) && line[m]==ln[ev] && RIGHTCOPY(m,ev) -> if :: ack[m]<sq[ev] -> ack[m]=sq[ev] :: else fi; believe(m);
#ifdef FORK
        if :: r==5 -> newline(m) :: else fi
#endif
  :: r==2 && line[m]==ln[ev] -> ack[m]=w
  :: else
  fi; r=0; w=0
}
inline connect(m) {
  z=hqhead[line[m]]; w=(z==0 -> 0 : sq[z]);
#ifdef RET
  /* hand in everything held that HQ lacks - own, foreign, HQ's own lost events; all are signed by their author */
  addfeed(has[m]); x=1;
  do :: x<=n -> if :: IN(has[m],x) && (hqhead[ln[x]]==0 || IN(anc[x],hqhead[ln[x]])) -> hqhead[ln[x]]=x :: else fi; x++ :: else -> break od; x=0;
#endif
#ifdef HASHCMP
  if :: head[m]!=0 && z!=0 && !IN(anc[head[m]],z) -> /* HQ ahead or fork: hash of my head against HQ's chain */
        r=head[m];
        if :: !IN(anc[z],r) -> conf=1;
#ifdef FORK
              addfeed(anc[r]); ack[m]=sq[r]; believe(m)
#endif
           :: else -> ack[m]=sq[r]; believe(m) fi;
        has[m]=has[m]|anc[z]; r=0; newline(m)
     :: head[m]==0 && z!=0 -> has[m]=has[m]|anc[z]; newline(m)
     :: head[m]!=0 && (z==0 || IN(anc[head[m]],z)) -> ack[m]=w; believe(m)
     :: else fi;
#else
  if :: head[m]==0 && w>0 -> has[m]=has[m]|anc[z]; newline(m)
     :: head[m]!=0 && w>sq[head[m]] -> has[m]=has[m]|anc[z]; newline(m)      /* HQ ahead: restored */
     :: head[m]!=0 && w<=sq[head[m]] -> ack[m]=w; believe(m)                 /* equal, or HQ behind: send again */
     :: else fi;
#endif
  z=0; w=0
}
inline pull(m) {
#ifdef VEC
  has[m]=has[m]|hq
#else
  x=cur[m]; do :: x<fl -> has[m]=has[m]|B(feed[x]); x++ :: else -> break od; x=0; if :: cur[m]<fl -> cur[m]=fl :: else fi
#endif
}
inline hubtake(m) { /* LAN: device m pushes its chain to the hub, same admit rule */
  if :: head[m]!=0 -> z=hubhead[line[m]];
#ifdef FORK
     hub=hub|has[m]; if :: z==0||IN(anc[head[m]],z) -> hubhead[line[m]]=head[m] :: else fi
#else
     if :: z==0 || IN(anc[head[m]],z) -> hub=hub|anc[head[m]]; hubhead[line[m]]=head[m];
#ifdef HUBACK
           ack[m]=sq[head[m]]; believe(m)
#endif
        :: else -> conf=1 fi
#endif
  :: else fi; z=0
}
inline heal() { /* links up, queues drain: each live machine connects, pushes, gets its answer, pulls; hub relays */
  net[0].k=0; net[1].k=0; net[0].e=0; net[1].e=0; net[0].f=0; net[1].f=0; net[0].t=0; net[1].t=0;
  byte g=0, m2=0, h2=0;
  do :: g<4 -> m2=0;
     do :: m2<3 -> if :: up[m2] ->
#ifdef HUBACK
           if :: ack[m2]<(head[m2]==0->0:sq[head[m2]]) -> connect(m2) :: else fi;  /* one mark, moved by the hub: nothing to send */
#else
           connect(m2);
#endif
           if :: head[m2]!=0 && ack[m2]<sq[head[m2]] -> h2=head[m2]; admit(h2, ack[m2]+1); onreply(m2,h2) :: else fi;
           pull(m2) :: else fi; m2++ :: else -> break od;
#ifdef F_HUB
     m2=0;
#ifdef FORK
     addfeed(hub);
#else
     do :: m2<NL -> if :: hubhead[m2]!=0 -> h2=hubhead[m2]; admit(h2,1); r=0; w=0 :: else fi; m2++ :: else -> break od;
#endif
#endif
     g++ :: else -> break od;
  g=0; m2=0; h2=0
}
#ifdef TAG    /* ideal tag: two different events never share it; really 2^-20 per reused serial with 4 base32 characters */
#define SAMETAG 0
#else
#define SAMETAG 1
#endif
#ifdef SURV   /* corrected rule: an event whose every copy was destroyed before any second store had it cannot come back */
#define LIVE ((up[0]->has[0]:0)|(up[1]->has[1]:0)|(up[2]->has[2]:0)|hub|hq)
#else
#define LIVE 255
#endif
inline check() {
  byte a=1, b2=1;
  do :: a<=n ->
#if defined(P1) || defined(PALL)
     if :: IN(printed,a) && IN(LIVE,a) && !IN(hq,a) -> printf("V1 printed event %d not at HQ\n",a); assert(false) :: else fi;
#endif
#if defined(P2) || defined(PALL)
     if :: ((up[0]&&IN(has[0],a))||(up[1]&&IN(has[1],a))||(up[2]&&IN(has[2],a))) && !IN(hq,a) -> printf("V2 event %d in a journal, not at HQ\n",a); assert(false) :: else fi;
#endif
#if defined(P3) || defined(PALL)
     if :: IN(acked,a) && !IN(hq,a) -> printf("V3 acknowledged event %d not at HQ\n",a); assert(false) :: else fi;
#endif
#if defined(P4) || defined(PALL)
     b2=a+1;
     do :: b2<=n -> if :: IN(printed,a)&&IN(printed,b2)&&lt[a]==lt[b2]&&sq[a]==sq[b2]&&SAMETAG&&lt[a]>=P4MIN -> printf("V4 number of %d and %d equal\n",a,b2); assert(false) :: else fi; b2++ :: else -> break od;
#endif
#if defined(P5) || defined(PALL)
     if :: up[1] && IN(hq,a) && ln[a]!=line[1] && !IN(has[1],a) -> printf("V5 consumer B never sees %d\n",a); assert(false) :: else fi;
#endif
#if defined(P6) || defined(PALL)
     b2=a+1;
     do :: b2<=n -> if :: IN(hq,a)&&IN(hq,b2)&&ln[a]==ln[b2]&&sq[a]==sq[b2]&&!conf -> printf("V6 silent fork %d/%d\n",a,b2); assert(false) :: else fi; b2++ :: else -> break od;
#endif
     a++ :: else -> break od
}
#ifdef DESKLETTER
#define LET(m) (m==1 -> 1 : 0)
#else
#define LET(m) line[m]
#endif
#ifndef CAPB
#define CAPB 1
#endif
byte regB;
#ifdef PRINTFIRST
#define PF(m) (head[m]==0 || IN(printed,head[m]))
#else
#define PF(m) 1
#endif
#define CANREG(m) (up[m] && n<MAXC && (head[m]==0 || sq[head[m]]<MAXS))

init {
  byte c1,c2;
  d_step { up[0]=1; up[1]=1; line[0]=0; line[1]=1; line[2]=0; enrolled=3; nextl=2; gl=2; hqown_line=HQL }
  do
  :: !done -> atomic { if
   /* work */
   :: CANREG(0) && !mustconn -> printf("A registers\n"); d_step { newevent(line[0],head[0],LET(0)); head[0]=n; has[0]=has[0]|B(n) }
   :: CANREG(1) && regB<CAPB -> printf("B registers\n"); d_step { regB++; newevent(line[1],head[1],LET(1)); head[1]=n; has[1]=has[1]|B(n) }
   :: CANREG(2) -> printf("spare registers\n"); d_step { newevent(line[2],head[2],LET(2)); head[2]=n; has[2]=has[2]|B(n) }
   :: up[0] && head[0]!=0 && !IN(printed,head[0]) -> printf("A prints %d\n",head[0]); printed=printed|B(head[0])
   :: up[2] && head[2]!=0 && !IN(printed,head[2]) -> printf("spare prints %d\n",head[2]); printed=printed|B(head[2])
   :: up[1] && head[1]!=0 && !IN(printed,head[1]) -> printf("B prints %d\n",head[1]); printed=printed|B(head[1])
#ifdef HQOWN
   :: n<MAXC && (hqhead[hqown_line]==0 || sq[hqhead[hqown_line]]<MAXS) -> printf("HQ writes an own event\n");
      d_step { newevent(hqown_line,hqhead[hqown_line],hqown_line); x=n; addfeed(B(x)); hqhead[hqown_line]=n; x=0 }
#endif
   /* sync */
   :: up[0] -> printf("A connects\n"); d_step { connect(0); mustconn=0 }
   :: up[2] -> printf("spare connects\n"); d_step { connect(2) }
   :: up[1] -> printf("B connects, pulls\n"); d_step { connect(1); pull(1) }
   :: up[0] && cur[0]<fl -> printf("A pulls\n"); d_step { pull(0) }
#ifdef NOCHAN
   :: up[0] && head[0]!=0 && ack[0]<sq[head[0]] -> printf("A pushes, HQ answers\n"); d_step { x=0; admit(head[0],ack[0]+1); c1=head[0]; onreply(0,c1); c1=0 }
   :: up[1] && head[1]!=0 && ack[1]<sq[head[1]] -> printf("B pushes, HQ answers\n"); d_step { admit(head[1],ack[1]+1); c1=head[1]; onreply(1,c1); c1=0 }
   :: up[2] && head[2]!=0 && ack[2]<sq[head[2]] -> printf("spare pushes, HQ answers\n"); d_step { admit(head[2],ack[2]+1); c1=head[2]; onreply(2,c1); c1=0 }
#else
   :: up[0] && head[0]!=0 && ack[0]<sq[head[0]] && (net[0].k==0||net[1].k==0) -> printf("A sends run to %d\n",head[0]);
      d_step { c1=(net[0].k==0->0:1); net[c1].k=1; net[c1].e=head[0]; net[c1].f=ack[0]+1; net[c1].t=0; c1=0 }
   :: up[2] && head[2]!=0 && ack[2]<sq[head[2]] && (net[0].k==0||net[1].k==0) -> printf("spare sends run to %d\n",head[2]);
      d_step { c1=(net[0].k==0->0:1); net[c1].k=1; net[c1].e=head[2]; net[c1].f=ack[2]+1; net[c1].t=2; c1=0 }
   :: net[0].k!=0 || net[1].k!=0 -> /* deliver (the answer takes the slot) / duplicate / drop */
      if :: net[0].k!=0 -> c1=0 :: net[1].k!=0 -> c1=1 fi;
      if
      :: net[c1].k==1 -> printf("HQ receives run to %d\n",net[c1].e);
         d_step { c2=net[c1].e; gf=net[c1].f; admit(c2,gf); c2=0; gf=0;
           if :: r==1||r==5||r==2 -> net[c1].k=1+r; net[c1].f=w :: else -> net[c1].k=0; net[c1].e=0; net[c1].f=0; net[c1].t=0 fi; r=0; w=0 }
      :: net[c1].k==1 && net[1-c1].k==0 -> printf("duplicate of run to %d\n",net[c1].e);
         d_step { net[1-c1].k=1; net[1-c1].e=net[c1].e; net[1-c1].f=net[c1].f; net[1-c1].t=net[c1].t }
      :: net[c1].k>=2 && up[net[c1].t] -> printf("answer for run to %d arrives\n",net[c1].e);
         d_step { r=net[c1].k-1; w=net[c1].f; c2=net[c1].t; x=net[c1].e; net[c1].k=0; net[c1].e=0; net[c1].f=0; net[c1].t=0; z=x; x=0;
                  onreply(c2,z); z=0; c2=0 }
#ifdef F_HUB
      :: net[c1].k>=2 && net[c1].t==0 && up[2] -> printf("answer for run to %d reaches the other copy (via hub)\n",net[c1].e);
         d_step { r=net[c1].k-1; w=net[c1].f; z=net[c1].e; net[c1].k=0; net[c1].e=0; net[c1].f=0; net[c1].t=0; onreply(2,z); z=0 }
#endif
      :: true -> printf("message lost\n"); d_step { net[c1].k=0; net[c1].e=0; net[c1].f=0; net[c1].t=0 }
      fi; c1=0
#endif
   /* faults */
#ifdef F_DEV
   :: !bk -> printf("backup of A\n"); d_step { bk=1; bhas=has[0]; bhead=head[0]; bline=line[0]; back_=ack[0]; bcur=cur[0] }
   :: bk && !did_dev && up[0] -> printf("A restored from backup\n"); d_step { did_dev=1; has[0]=bhas; head[0]=bhead; line[0]=bline; ack[0]=back_; cur[0]=bcur;
#ifdef ONLINE
      mustconn=1
#endif
      }
#endif
#ifdef F_CLONE
   :: !did_clone && up[0] && !up[2] -> printf("disk of A cloned\n"); d_step { did_clone=1; up[2]=1; has[2]=has[0]; head[2]=head[0]; line[2]=line[0]; ack[2]=ack[0]; cur[2]=cur[0] }
#endif
#ifdef F_DIE
   :: !did_die && up[0] && !up[2] -> printf("A dies; desk gets a new machine, new id\n"); d_step { did_die=1; up[0]=0; has[0]=0; head[0]=0; ack[0]=0; cur[0]=0; up[2]=1; newline(2) }
#endif
#ifdef F_HQ
   :: !hbk -> printf("HQ backup\n"); d_step { hbk=1; hconf=conf; hhq=hq; hfl=fl; henr=enrolled; hnextl=nextl; c1=0; do :: c1<NL -> hhead[c1]=hqhead[c1]; c1++ :: else -> break od; c1=0 }
   :: hbk && !did_hq -> printf("HQ restored from backup\n"); d_step { did_hq=1; conf=hconf; hq=hhq; fl=hfl; enrolled=henr; nextl=hnextl; c1=0; do :: c1<NL -> hqhead[c1]=hhead[c1]; c1++ :: else -> break od; c1=fl; do :: c1<10 -> feed[c1]=0; c1++ :: else -> break od; c1=0;
#if defined(HQINC) && defined(HQOWN)
      hqown_line=4
#endif
      }
#endif
#ifdef F_HUB
   :: up[0] -> printf("A pushes to hub\n"); d_step { hubtake(0) }
   :: !did_hub && hub!=0 -> printf("hub replaced (empty)\n"); d_step { did_hub=1; hub=0; c1=0; do :: c1<NL -> hubhead[c1]=0; c1++ :: else -> break od; c1=0 }
#ifndef NOCHAN
   :: hubhead[0]!=0 && (net[0].k==0||net[1].k==0) -> printf("hub relays run to %d\n",hubhead[0]);
      d_step { c1=(net[0].k==0->0:1); net[c1].k=1; net[c1].e=hubhead[0]; net[c1].f=1; net[c1].t=0; c1=0 }
#endif
#endif
   :: true -> done=1
   fi }
  :: done==1 -> printf("HEAL\n"); d_step { heal(); check() }; done=2; break
  od
}
