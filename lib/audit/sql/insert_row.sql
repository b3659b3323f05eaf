-- $1 ente  $2 account  $3 channel  $4 level  $5 action  $6 object  $7 reason  $8 detail  $9 request  $10 refusal
insert into audit (ente, account, channel, level, action, object, reason, detail, request, refusal)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
