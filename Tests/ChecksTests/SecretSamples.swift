/// Texts with and without secrets.
///
/// What looks like a token is made at run time, so that no scanner that reads this file finds one.
enum SecretSamples {
  private static let alphabet = Array("Q3e7RwK2pL5zNv8A9b4Cx6D1fGj0HmT")
  private static let hexadecimal = Array("3e7b2c5f8a9d4e6c1f0b")

  /// The texts with `⟨w20⟩` replaced by so many letters and digits, `⟨c20⟩` by capitals and digits,
  /// and `⟨h20⟩` by hexadecimal digits.
  private static func made(_ texts: [String]) -> [String] {
    texts.map { text in
      text.split(separator: "⟨", omittingEmptySubsequences: false).enumerated().map { index, part in
        guard index > 0, let end = part.firstIndex(of: "⟩") else { return String(part) }
        let count = Int(part[..<end].dropFirst()) ?? 0
        let digits = part.first == "h" ? hexadecimal : alphabet
        let run = String((0..<count).map { digits[($0 * 7 + $0 / digits.count) % digits.count] })
        return (part.first == "c" ? run.uppercased() : run) + part[part.index(after: end)...]
      }.joined()
    }
  }

  static let tokens: [String] = made([
    "eyJ⟨w17⟩.eyJ⟨w30⟩.⟨w20⟩_-⟨w20⟩", "sk-proj-⟨w60⟩", "sk-svcacct-⟨w60⟩",
    "sk-⟨w20⟩T3BlbkFJ⟨w20⟩", "sk-ant-api03-⟨w40⟩", "hf_⟨w34⟩",
    "dckr_pat_⟨w27⟩", "dapi⟨h32⟩", "glsa_⟨w32⟩_⟨h8⟩",
    "glc_⟨w60⟩", "AKIA⟨c16⟩", "ASIA⟨c16⟩",
    "SK⟨h32⟩", "key-⟨h32⟩", "pul-⟨h40⟩", "NRAK-⟨c27⟩",
    "sntrys_⟨w50⟩", "sntryu_⟨h64⟩", "whsec_⟨w32⟩",
    "sk_live_⟨w24⟩", "rk_live_⟨w24⟩", "GOCSPX-⟨w28⟩",
    "ya29.⟨w60⟩", "AIza⟨w35⟩", "⟨w14⟩.atlasv1.⟨w67⟩",
    "lin_api_⟨w40⟩", "dp.pt.⟨w43⟩", "dp.st.prd.⟨w43⟩",
    "pscale_tkn_⟨w43⟩", "pscale_pw_⟨w43⟩", "rubygems_⟨h48⟩",
    "ATATT3xFf⟨w60⟩", "npm_⟨w36⟩", "dop_v1_⟨h64⟩",
    "SG.⟨w22⟩.⟨w43⟩", "hvs.⟨w40⟩", "github_pat_⟨w50⟩",
    "123456789:AA⟨w33⟩", "https://api.telegram.org/bot8123456789:AA⟨w33⟩",
    "https://discord.com/api/webhooks/123456789012345678/⟨w68⟩",
    "https://discordapp.com/api/webhooks/123456789012345678/⟨w68⟩",
    "https://hooks.slack.com/services/T⟨c8⟩/B⟨c8⟩/⟨w24⟩",
    "-----BEGIN PRIVATE KEY-----\\n⟨w64⟩", "AGE-SECRET-KEY-1⟨c60⟩",
    "https://b.blob.core.windows.net/c?sv=2022-11-02&sig=⟨w20⟩%2B⟨w22⟩%3D",
    "AccountName=b;AccountKey=⟨w86⟩==;", "SharedAccessKey=⟨w43⟩=",
    "ghp_⟨w36⟩", "gho_⟨w36⟩", "ghu_⟨w36⟩", "ghs_⟨w36⟩", "ghr_⟨w36⟩", "glpat-⟨w20⟩", "glrt-⟨w20⟩",
    "gldt-⟨w20⟩", "glft-⟨w20⟩", "glsoat-⟨w20⟩", "glptt-⟨h40⟩", "glcbt-1_⟨w20⟩", "xoxb-1-⟨w30⟩",
    "xoxp-1-⟨w30⟩", "xoxa-1-⟨w30⟩", "xoxr-1-⟨w30⟩", "xoxs-1-⟨w30⟩", "xoxe-1-⟨w30⟩",
    "xapp-1-⟨w30⟩", "shpat_⟨h32⟩", "shpss_⟨h32⟩", "shpca_⟨h32⟩", "shppa_⟨h32⟩",
  ])

  static let forms: [String] = made([
    "curl -u admin:Tr0ub4 https://h", "curl -sS -uadmin:Tr0ub4 h", "curl --user 'a b:Tr0ub4' h",
    "curl --user=admin:Tr0ub4 h", "curl -fsS \\\n  -u \"admin:Tr0ub4\" h",
    "curl -x p -U u:Tr0ub4 h",
    "mysql -uroot -pTr0ub4 shop", "mysqldump -h db -p'Tr0ub4dor9' shop",
    "mariadb -pTr0ub4", "mariadb-dump -pTr0ub4 shop", "/usr/bin/mysqladmin -u root -pTr0ub4 ping",
    "sshpass -p Tr0ub4 ssh h", "sshpass -pTr0ub4 ssh h", "redis-cli -h cache -a Tr0ub4 ping",
    "curl -fsSLu deploy:Hx7kQ29vLmWz https://h", "curl -su a:Tr0ub4dor9 h",
    "DB_PWD=Hx7kQ29vLmWz", "Server=h;Uid=app;Pwd=Hx7kQ29vLmWz;", "DOCKER_PASS=Hx7kQ29vLmWz",
    "aws configure set aws_secret_access_key ⟨w40⟩", "setx API_TOKEN f81hK2vv09",
    "echo Hx7kQ29vLmWz | docker login -u ci --password-stdin r", "ENV API_TOKEN f81hK2vv09",
    "echo 'shop:Hx7kQ29vLmWz' | chpasswd", "DB_PASSWORD='p$ssW0rd!9xyz'",
    "SECRET_KEY = 'q1$w(e4r+5t{6y7u8i9o0p-a=s3d'", "etcdctl --user root:Tr0ub4dor9 get x",
    "docker login -u ci -p Tr0ub4dor9 registry", "docker login -pTr0ub4dor9",
    "podman login --username ci -p 'Tr0ub4dor9' r", "helm registry login r -u ci -p Tr0ub4dor9",
    "az login --service-principal -u a -p Tr0ub4dor9", "mongodump -u a -p Tr0ub4dor9 --db shop",
    "mongosh -pTr0ub4dor9 db", "cqlsh -u a -p Tr0ub4dor9 h", "ldapsearch -x -D cn=a -w Tr0ub4dor9",
    "ldapmodify -wTr0ub4dor9 -f x.ldif", "unzip -P Tr0ub4dor9 dump.zip",
    "openssl rsa -in k.pem -passin pass:Tr0ub4dor9", "htpasswd -bB users shop Tr0ub4dor9",
    "rabbitmqctl add_user shop Tr0ub4dor9", "rabbitmqctl change_password shop Tr0ub4dor9",
    "smbclient //h/s -U 'shop%Tr0ub4dor9'", "http -a shop:Tr0ub4dor9 h/x",
    "sqlcmd -U sa -P Tr0ub4dor9",
    "machine h login shop password Tr0ub4dor9",
    "machine h\n  login shop\n  password Tr0ub4dor9\n",
    "env:\n- name: DB_PASSWORD\n  value: Tr0ub4dor9\n",
    "- name: \"API_TOKEN\"\n  value: \"Tr0ub4dor9\"",
    "{\"name\": \"DB_PASSWORD\", \"value\": \"Tr0ub4dor9\"}",
    "{name: db-password, value: Tr0ub4dor9}",
    "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\nlQOYBFq⟨w40⟩\n",
    "tool --token f81hK2vv09", "tool --api-key 'f81hK2vv09'", "tool --secret f81hK2vv09",
    "tool --access-key f81hK2vv09", "tool --password \"f81hK2vv09\"", "tool --password hunter2",
    "t --auth-token  f81hK2vv09",
    "curl -H 'X-API-Key: f81hK2vv09' h", "curl -H \"PRIVATE-TOKEN: f81hK2vv09\" h",
    "X-Auth-Token: f81hK2vv09", "-H X-Api-Key:f81hK2vv09", "-H 'Authorization: token f81hK2vv09'",
    "Authorization: f81hK2vv09", "\"Authorization\": \"Bearer 9f8a7b6c5d4e3f2a1b\"",
    "Authorization: Basic 9f8a7b6c5d4e3f2a1b", "{\"password\": \"f81hK2vv09\"}",
    "{'password':'f81hK2vv09'}", "curl -d \"{\\\"password\\\":\\\"f81hK2vv09\\\"}\" h",
    "password: f81hK2vv09", "Password: Winter2024!", "API_TOKEN: f81hK2vv09",
    "API_TOKEN: ⟨h40⟩", "secret: QwErTyUiOpAsDfGhJkLzXc",
    "clientSecret: 'f81hK2vv09'", "the API key: f81hK2vv09", "**Password:** f81hK2vv09",
    "api_key = \"f81hK2vv09\"", "'password' => 'f81hK2vv09'", "PASSWORD=f81hK2vv09",
    "PASSWORD='f81hK2vv09'", "https://u:f81hK2@h/", "password: Tr0ub4dor-9Kq2z",
    "CREATE USER a WITH PASSWORD 'hunting';", "ALTER ROLE a PASSWORD 'f81hK2vv09'",
    "create user a identified by 'hunting'", "IDENTIFIED WITH caching_sha2 BY 'hunting'",
  ])

  /// Of a plain name or a prefix that says enough: what follows need not look random.
  static let certain: [String] = made([
    "ghp_AbCdEf0123456789GhIjKlMnOpQrStUvWxYz".replacing("AbCd", with: "⟨w4⟩"),
    "glpat-" + "qwertyuiopasdfghjklz", "npm_⟨w20⟩_⟨w20⟩", "hvs." + "abcdefghijklmnopqrstuvwx",
    "api_key=settings.api_key", "key_password=certs[0]", "default_token='Bearer'",
    "password=user_token", "PASSWORD=env:hunting", "API_TOKEN=vault:kv/db", "secret=~hunting",
    "tool --password hunting", "x--password hunting", "proxyauthorization: bearer qwertyuiopasdfgh",
    "https://u:key-of-db@h/",
  ])

  static let harmless: [String] = made([
    "password: see the vault", "Token: ask the platform team", "the api key: rotate it",
    "tool --password-file /x", "tool --token $TOKEN", "tool --token \"$(cat token)\"",
    "curl -u $USER:$PASSWORD h", "curl -u \"$USER:$PASSWORD\" h", "curl -u user:password h",
    "curl -u admin h", "curl -u <user>:<password> h", "docker run -u 1000:1000 curl",
    "echo \"$PW\" | docker login --password-stdin r", "echo done | tee log", "PWD=/srv/app/x1",
    "DB_PASSWORD='${PW}'", "DB_PASSWORD='$(cat pw1x)'", "password: '{{ vault.pw1x }}'",
    "aws configure set region eu-central-1", "aws configure set aws_secret_access_key \"$KEY\"",
    "pass: see the vault", "tests pass: 1234", "curl -su $USER:$PW h", "echo a | chpasswd",
    "curl -u u: h", "docker login -u ci --password-stdin r", "docker login -p $TOKEN r",
    "docker login -p \"$(cat token)\" r", "docker run -p 8080:80 app", "docker login r",
    "podman run -p 127.0.0.1:8080:80 app", "helm upgrade -p x app", "az vm list -p x1y2z3",
    "mongosh -u a -p --authenticationDatabase shop", "mongodump -p <password>",
    "ldapsearch -x -W", "ldapsearch -w \"$PW\"", "unzip -P \"$PW\" f.zip", "unzip -p f.zip x",
    "openssl rsa -passin env:PW", "openssl rsa -passin pass:$PW", "htpasswd -B users shop",
    "htpasswd -b users shop \"$PW\"", "rabbitmqctl add_user shop", "rabbitmqctl add_user shop $PW",
    "smbclient //h/s -U shop", "smbclient //h/s -U 'shop%$PW'", "http -a shop: h", "http h/x",
    "machine h login shop password <password>", "machine learning login and password rules",
    "the machine whose login has a password", "- name: DB_PASSWORD\n  value: $PW",
    "- name: DB_PASSWORD\n  valueFrom: {secretKeyRef: {name: db-1a2b, key: password}}",
    "- name: LOG_LEVEL\n  value: Tr0ub4dor9", "password: see below\nvalue: Tr0ub4dor9",
    "-----BEGIN PGP PRIVATE KEY BLOCK-----\n...", "gpg --export-secret-keys shop",
    "psql -p 5432", "mysql -p", "mysql -p shop", "mysql -h db -P 3306 -p", "mysql -p$PW shop",
    "mysql -p\"$MYSQL_PWD\" shop", "mysql --port 3306", "mysqldump --protocol=tcp -p shop",
    "docker run mysql -p3306:3306", "tar -a -cf x.tar.gz d", "redis-cli -a $REDIS_PW ping",
    "redis-cli -h cache ping", "sshpass -e ssh -p 2222 host7x", "sshpass -p \"$PW\" ssh -p 2222 h",
    "curl 'https://h/?sig=f81hK2vv09'", "sig=…", "secret: true", "password: string",
    "password: {type: string, minLength: 12}", "\"password\": {\"type\": \"string\"}",
    "token: !secret vault/pager1", "token: ${{ secrets.TOKEN1 }}", "token: <token-1a2b>",
    "token: *token1", "tokens: 8192", "max_tokens: 8192", "password: REDACTED12",
    "secret: my-app-tls-2",
    "id 3f2504e0-4f89-11d3-9a0c-0305e82c3301", "commit ⟨h40⟩ is bad", "sha256:⟨h64⟩",
    "digest ⟨h64⟩", "token: sha256:⟨h64⟩", "image: a/auth-token:v1f81hK2vv",
    "arn:aws:secretsmanager:eu-1:1:secret:db-a1B2c3", "password: vault:kv/db1a2b#pw",
    "secretKeyRef: {name: db-1a2b3c, key: password}", "token: string; // of 32 bytes",
    "secret: kubernetes.io/tls", "password: Optional[str]", "let token: UInt64 = 1",
    "private_key: id_ed25519", "private key: ~/.ssh/id_rsa4", "token: process.env.API_TOKEN_V2",
    "the token: OAuth2 or RFC6749-bearer", "Authorization: Bearer <token>",
    "Authorization: AWS4-HMAC-SHA256 Credential=x", "Authorization: Bearer YOUR_TOKEN_1234567",
    "docker build --secret id=npmrc1,src=f", "tool --token TOKEN", "tool --secret my-app-tls-v2",
    "accountKey=settings.api_key", "keyPassphrase=certs[0]", "the password 'rotation' step's",
    "PASSWORD 'secret'", "IDENTIFIED BY '$PW'", "IDENTIFIED BY 'password'", "password", "key: 1",
    "nextToken: ⟨w40⟩", "page_token: ⟨w40⟩", "eyJhbGci.eyJzdWIi.sig", "sk_test_⟨w24⟩",
    "hf_hub_download_with_a_long_name_of_40_letters", "cache-key-⟨h32⟩", "SK⟨h34⟩",
    "a sk-learn-like-name-with-many-more-words-in-it-than-usual", "12:AA⟨w33⟩", "x.atlasv1.y",
    "discord.com/api/webhooks/<id>/<token>", "expires: 2024-03-08T10:00:00Z",
    "token: 2024-03-08T10:00:00Z", "| --token | ---------- |", "----- token abc1def2",
    "-----BEGIN PRIVATE KEY-----\\n...", "git rebase --no-secret abc1def2", "password:\n  abc1def2",
  ])

  /// Of which the law puts texts together.
  static let fragments: [String] = made([
    "=", "=", ":", ": ", "://", "@", "-", "--", "_", " ", "\n", "'", "\"", "/", "u:s3cr7Qx9@h",
    "Authorization: ", "authorization: BASIC ", "Bearer ", "--password ", "--PASSWORD ",
    "-----BEGIN RSA PRIVATE KEY-----\n", "f81hK2vv09", "9f8a7b6c5d4e3f2a1bQ3E7RW2KPL5ZNV8A9B4C",
    "eyJhbGci.eyJzdWIi.SflKxwRJSMeKKF2QT4fwpMe", "é", "x", "curl -u ", "curl --user ", "u:Tr0ub4",
    " -p", "-pTr0ub4", "-a ", " BY '", "IDENTIFIED", " PASSWORD '", "'f81hK2vv09'", "\t'", "\r'",
    "\\\"", "**", "`", " => ", " = ", "sig=", "⟨w43⟩=", "⟨w20⟩", "⟨w67⟩", "⟨h32⟩", "⟨h40⟩",
    ".atlasv1.", "12345678", ":AA⟨w33⟩", "discord.com/api/webhooks/1/", "sk-", "T3BlbkFJ", "bot",
    "\\n", "Authorization", "token ", "my", "Token", "id=", "&", ";", "mariadb-dump ", "user:",
    "\\",
  ])
}
