//! SHIM
mod fault; mod value;
pub use fault::*; pub use value::*;
use std::sync::{Arc,Mutex};
#[derive(Debug,Clone)]
pub enum WriteError<E>{Refused(E),Fault(Fault)}
impl<E> From<Fault> for WriteError<E>{fn from(f:Fault)->Self{WriteError::Fault(f)}}
#[allow(async_fn_in_trait)]
pub trait Tx: Send {
 fn query(&mut self, sql:&str, p:&[Value])->impl std::future::Future<Output=Result<Vec<Row>,Fault>>+Send;
 fn execute(&mut self, sql:&str, p:&[Value])->impl std::future::Future<Output=Result<u64,Fault>>+Send;
 fn execute_many(&mut self, sql:&str, p:&[Vec<Value>])->impl std::future::Future<Output=Result<u64,Fault>>+Send;
}
pub trait Job: Send+'static { type Output:Send; type Error:Send;
 fn run<T:Tx>(&mut self, tx:&mut T)->impl std::future::Future<Output=Result<Self::Output,WriteError<Self::Error>>>+Send; }
#[derive(Clone)]
pub struct Store(Arc<Mutex<rusqlite::Connection>>);
struct T(Arc<Mutex<rusqlite::Connection>>);
fn conv(sql:&str)->String{sql.replace('$',"?")}
fn run(c:&rusqlite::Connection,sql:&str,p:&[Value])->Result<Vec<Row>,Fault>{
 let e=|x:rusqlite::Error|Fault::caused(FaultKind::Other,sql.to_owned(),x);
 let mut s=c.prepare_cached(&conv(sql)).map_err(e)?; let n=s.column_count();
 let ps:Vec<rusqlite::types::Value>=p.iter().map(|v|match v{Value::Text(t)=>t.clone().into(),Value::Int(i)=>(*i).into(),Value::Null=>rusqlite::types::Value::Null}).collect();
 let mut rows=s.query(rusqlite::params_from_iter(ps)).map_err(e)?; let mut out=vec![];
 while let Some(r)=rows.next().map_err(e)?{ out.push(Row((0..n).map(|i|match r.get_ref(i).expect("c"){rusqlite::types::ValueRef::Integer(x)=>Value::Int(x),rusqlite::types::ValueRef::Null=>Value::Null,o=>Value::Text(o.as_str().expect("t").into())}).collect()));}
 Ok(out)}
fn exec(c:&rusqlite::Connection,sql:&str,p:&[Value])->Result<u64,Fault>{run(c,sql,p)?;Ok(c.changes())}
impl Tx for T{
 async fn query(&mut self, sql:&str,p:&[Value])->Result<Vec<Row>,Fault>{run(&self.0.lock().expect("l"),sql,p)}
 async fn execute(&mut self, sql:&str,p:&[Value])->Result<u64,Fault>{exec(&self.0.lock().expect("l"),sql,p)}
 async fn execute_many(&mut self, sql:&str,p:&[Vec<Value>])->Result<u64,Fault>{for r in p{exec(&self.0.lock().expect("l"),sql,r)?;}Ok(0)}
}
impl Store{
 pub async fn open(url:&str)->Result<Store,Fault>{let c=rusqlite::Connection::open(url.trim_start_matches("sqlite:")).map_err(|e|Fault::caused(FaultKind::Other,"open",e))?;
  let _=c.execute_batch(include_str!("../../migrations/0002_ledger.sql")); Ok(Store(Arc::new(Mutex::new(c))))}
 pub async fn query(&self,sql:&str,p:&[Value])->Result<Vec<Row>,Fault>{run(&self.0.lock().expect("l"),sql,p)}
 pub async fn execute(&self,sql:&str,p:&[Value])->Result<u64,Fault>{exec(&self.0.lock().expect("l"),sql,p)}
 pub async fn write<J:Job>(&self,mut j:J)->Result<J::Output,WriteError<J::Error>>{
  self.execute("BEGIN IMMEDIATE",&[]).await.map_err(WriteError::Fault)?; let mut t=T(self.0.clone()); let r=j.run(&mut t).await;
  self.execute(if r.is_ok(){"COMMIT"}else{"ROLLBACK"},&[]).await.map_err(WriteError::Fault)?; r}
}
impl Fault{pub fn other(w:&str)->Fault{Fault::new(FaultKind::Other,w)} pub fn is_passing(&self)->bool{matches!(self.kind(),FaultKind::DiskFull|FaultKind::Unavailable|FaultKind::Contention)}}
