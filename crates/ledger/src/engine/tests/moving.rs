//! From SQLite into PostgreSQL.

use super::*;

async fn filled() -> Store {
    let store = testing::sqlite().await;
    store.write(AddOne).await.expect("adds");
    for number in 0..2_500 {
        let sql = "INSERT INTO vault (person, field, sealed) VALUES ($1, $2, '密')";
        store.execute(sql, &values![format!("p{}", number % 7), format!("f{number}")]).await.expect("writes");
    }
    let look = "INSERT INTO opening (matter, at, actor, actor_name, role, organization) \
        VALUES ('m1', 1, 'u1', '示例·甲', 'clerk', NULL)";
    store.note_beside(look, &[]).await.expect("noted");
    store
}

const ALL: [&str; 3] = [
    "SELECT person, field, sealed FROM vault ORDER BY person, field",
    "SELECT matter, at, actor, actor_name, role, organization FROM opening",
    "SELECT prefix, year, last FROM serial",
];

#[tokio::test]
async fn a_store_moves_whole_into_an_empty_postgresql_and_into_no_other() {
    let Ok(server) = std::env::var("HUAJIE_TEST_POSTGRES") else { return };
    let (old, new) = (filled().await, testing::postgres(&server).await);
    assert_eq!(old.move_into(&new).await.expect("moves"), 2_502);
    for all in ALL {
        assert_eq!(old.query(all, &[]).await.expect("reads"), new.query(all, &[]).await.expect("reads"));
    }
    assert_eq!(new.write(AddOne).await.expect("goes on"), 2);
    assert!(matches!(old.move_into(&new).await, Err(Unmoved::NotEmpty)));
    assert_eq!(counted(&new).await, 2, "nothing was written over");
    assert!(matches!(new.move_into(&old).await, Err(Unmoved::Fault(_))), "not this way round");
}
