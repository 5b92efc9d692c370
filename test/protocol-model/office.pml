/* office.pml - headquarters' own line, read by two counters of the branch, for spin.
 *
 * Headquarters writes up to MAXE events on a line; it is backed up and restored once at any moment. Counters A and B pull
 * what they lack, A hands what it holds to B over the local network, each may be cut off until the end. After the restore
 * headquarters either goes on with the line it finds (the way that fails: also where a disk is put back so that nothing in the
 * database tells of it) or, with NEWLINE, begins a new one (P-11), and
 * with BACK it takes from a counter what it lost (P-7, P-8). With CURSOR a counter remembers one position of a feed over
 * all lines (the way that fails) instead of the last place of each line (P-9).
 * Asked at the end, when all are connected: both counters and headquarters hold the same events; no place of a line has
 * two events; what an officer said and a counter saw is nowhere lost.
 */
#ifndef MAXE
#define MAXE 4
#endif
#define IN(S,e) (((S)>>(e))&1)
#define B(e) (1<<(e))
byte n, ln[MAXE+1], sq[MAXE+1], hq, cur_line=0, head[3];   /* head[l]: places taken on line l, as headquarters knows */
byte has[2], seen;                                          /* what the counters hold; what any counter ever held */
byte feed[2*MAXE+1], fl, pos[2];                            /* the feed and the positions of those who read it (CURSOR) */
bool bk, restored; byte bhq, bhead[3], bfl;
byte i, c;
bool done;
inline add(e) { if :: !IN(hq,e) -> hq=hq|B(e); fl++; feed[fl]=e; if :: head[ln[e]]<sq[e] -> head[ln[e]]=sq[e] :: else fi :: else fi }
inline pull(m) {
#ifdef CURSOR
  i=pos[m]+1; do :: i<=fl -> has[m]=has[m]|B(feed[i]); i++ :: else -> break od; i=0; if :: pos[m]<fl -> pos[m]=fl :: else fi;
#else
  has[m]=has[m]|hq;
#endif
  seen=seen|has[m]
}
inline give(m) {
#ifdef BACK
  i=1; do :: i<=n -> if :: IN(has[m],i) -> add(i) :: else fi; i++ :: else -> break od; i=0
#else
  skip
#endif
}
inline exchange(m) { give(m); pull(m) }
init {
  do
  :: !done -> atomic { if
   :: n<MAXE -> d_step { n++; ln[n]=cur_line; sq[n]=head[cur_line]+1; add(n) } printf("headquarters writes %d (line %d, place %d)\n",n,ln[n],sq[n])
   :: true -> d_step { exchange(0) } printf("A connects\n")
   :: true -> d_step { exchange(1) } printf("B connects\n")
   :: has[0]!=has[1] -> d_step { has[0]=has[0]|has[1]; has[1]=has[0] } printf("A and B meet on the local network\n")
   :: !bk -> d_step { bk=1; bhq=hq; bfl=fl; bhead[0]=head[0]; bhead[1]=head[1] } printf("backup of headquarters\n")
   :: bk && !restored -> d_step { restored=1; hq=bhq; fl=bfl; head[0]=bhead[0]; head[1]=bhead[1];
        i=fl+1; do :: i<=2*MAXE -> feed[i]=0; i++ :: else -> break od; i=0;
#ifdef NEWLINE
        cur_line=1
#endif
      } printf("headquarters restored\n")
   :: true -> done=1
   fi }
  :: done -> d_step { exchange(0); exchange(1); exchange(0); exchange(1) } break
  od;
  printf("all are connected\n");
  d_step {
    i=1; do :: i<=n ->
      if :: IN(seen,i) && !IN(hq,i) -> printf("headquarters lacks %d, which a counter had seen\n",i); assert(false) :: else fi;
      if :: IN(hq,i) && (!IN(has[0],i) || !IN(has[1],i)) -> printf("a counter lacks %d\n",i); assert(false) :: else fi;
      c=i+1; do :: c<=n -> if :: IN(hq|seen,i) && IN(hq|seen,c) && ln[i]==ln[c] && sq[i]==sq[c] -> printf("%d and %d share a place\n",i,c); assert(false) :: else fi; c++ :: else -> break od;
      i++ :: else -> break od }
}
