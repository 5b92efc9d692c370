/* fold.pml - one case at several nodes, for spin. With -DFIX the rule, without it the way that failed.
 * R1 a refusal that looks at the case's state (trace T-12)     R2 a decision over which a late event sorts (T-14)
 * R3 a consumer that remembers a position in one feed (T-13)   R4 two copies of a device with equal clocks (T-15)
 * Events: 1 the case is registered  2 it is reviewed  3 the customer withdraws, offline  4 an officer decides.
 */
#define IN(S,e) (((S)>>(e))&1)
#define B(e) (1<<(e))
byte hq, hub, b, refused, basis, marked, dpos;
bool decided, decidedOn3;
/* R3 */ byte pos[3], vis, nextp, cursor, got, vec;
/* R4 */ byte o1, o2, k1, k2;
byte phase;
init {
#ifdef R1
  /* hub admits 1 then 2 (that is how B saw the case); HQ may get B's event first. state rule: a review needs a known case */
  hub = B(1)|B(2);
  do
  :: !IN(hq|refused,1) -> printf("HQ receives A's registration\n"); hq=hq|B(1)
  :: !IN(hq|refused,2) -> atomic { printf("HQ receives B's review\n"); if
#ifdef FIX
       :: true -> hq=hq|B(2)            /* refusal looks at the envelope only; a misfit is a mark made by the fold */
#else
       :: !IN(hq,1) -> printf("refused by a rule, recorded, mark advances\n"); refused=refused|B(2)
       :: IN(hq,1) -> hq=hq|B(2)
#endif
       fi }
  :: IN(hq|refused,1)&&IN(hq|refused,2) -> break
  od;
  assert(hq==hub)
#endif
#ifdef R2
  /* A works offline: 3 has an older clock than the officer's decision, reaches HQ after it */
  do
  :: !IN(hq,1) -> printf("HQ admits 1 registered\n"); hq=hq|B(1)
  :: IN(hq,1) && !IN(hq,3) -> printf("HQ admits 3 withdrawn (clock 2)\n"); hq=hq|B(3)
  :: IN(hq,1) && !decided -> printf("officer decides; what he sees = %d\n",hq); decided=1; basis=hq; hq=hq|B(4)
  :: decided && IN(hq,3) -> break
  od;
  /* fold in (clock, device): 1, 3, 4 - always; the decision is folded over a state that he may not have seen */
#ifdef FIX
  marked = ((hq & ~B(4)) != basis);     /* basis written in event 4; events before it in the order but not in its basis -> mark */
#endif
  assert(basis==(hq & ~B(4)) || marked)
#endif
#ifdef R3
  nextp=1;
  do
  :: pos[1]==0 -> printf("tx1 takes position %d\n",nextp); pos[1]=nextp; nextp++
  :: pos[2]==0 -> printf("tx2 takes position %d\n",nextp); pos[2]=nextp; nextp++
  :: pos[1]!=0 && !IN(vis,1) -> printf("tx1 commits\n"); vis=vis|B(1)
  :: pos[2]!=0 && !IN(vis,2) -> printf("tx2 commits\n"); vis=vis|B(2)
  :: cursor<2 && got!=vis -> atomic { printf("consumer reads\n");
#ifdef FIX
     got=got|vis                        /* cursor = one (seq, hash) per line; each line is admitted in order under its own row lock */
#else
     if :: IN(vis,1)&&pos[1]>cursor -> got=got|B(1) :: else fi; if :: IN(vis,2)&&pos[2]>cursor -> got=got|B(2) :: else fi;
     if :: IN(vis,1)&&pos[1]>cursor -> cursor=pos[1] :: else fi; if :: IN(vis,2)&&pos[2]>cursor -> cursor=pos[2] :: else fi
#endif
     }
  :: vis==6 && phase==0 -> phase=1; break
  od;
#ifdef FIX
  got=got|vis;
#else
  if :: pos[1]>cursor -> got=got|B(1) :: else fi; if :: pos[2]>cursor -> got=got|B(2) :: else fi;
#endif
  printf("final read\n");
  assert(got==vis)
#endif
#ifdef R4
  /* both copies wrote with equal (clock, device); a stable sort keeps arrival order on ties. 1 and 2 reach two nodes in any order */
  if :: o1=1 :: o1=2 fi; if :: o2=1 :: o2=2 fi;
  printf("node X gets %d first, node Y gets %d first\n",o1,o2);
#ifdef FIX
  k1=1; k2=1;                           /* tie broken by the event's hash */
#else
  k1=o1; k2=o2;
#endif
  assert(k1==k2)
#endif
}
