extension Skeleton {
  /// The new version sees copies of the requests and answers nobody.
  static let shadow =
    head(
      "shadow", impact: "zero-impact", title: "Try example-service on mirrored traffic",
      background:
        "Copies of real requests go to the new version, whose answers are compared and dropped.",
      database:
        "The database of the live version is only read for a copy: no step changes its schema."
    ) + beginning + #"""
        - key: copy-database
          title: Give the shadow a copy of the database, with the schema of the new version
          phase: prepare
          estimate: PT20M
          command: |
            pg_restore --clean --if-exists --dbname="$SHADOW_DATABASE_URL" before-upgrade.dump &&
            DATABASE_URL="$SHADOW_DATABASE_URL" uv run alembic upgrade heads
          runOn: shadow host
          expect:
            exit: 0
          timeout: PT2H
          onFailure: abort
          destructive: true
          confirm: SHADOW_DATABASE_URL names the copy, never the database of the live version
        - key: isolate-effects
          title: Cut the shadow's ways to the outside
          description: |
            A mirrored request must not send a second mail, charge a card or write to a real system:
            the shadow reaches its copy and nothing else.
          phase: prepare
          estimate: PT5M
          environment:
            SHADOW_DATABASE_ADDRESS: the address of the host with the copy
          command: |
            systemctl set-property example-service-shadow.service IPAddressDeny=any \
              IPAddressAllow="127.0.0.0/8 $SHADOW_DATABASE_ADDRESS"
          runOn: shadow host
          expect:
            exit: 0
            text: A request of the shadow to the outside fails.
          timeout: PT10M
          onFailure: abort
        - key: start-shadow
          title: Start the new version on the copy
          phase: prepare
          estimate: PT5M
          command: |
            uv sync --locked --no-dev --project /srv/example-service-shadow &&
            systemctl start example-service-shadow.service &&
            curl --fail --retry 10 --retry-delay 3 --retry-connrefused \
              http://127.0.0.1:8001/healthz
          runOn: shadow host
          expect:
            exit: 0
          timeout: PT15M
          onFailure: abort
        - key: mirror-traffic
          title: Mirror the reading requests to the shadow
          phase: apply
          estimate: PT2M
          command: |
            ln -sfn /etc/nginx/mirror/on.conf /etc/nginx/mirror/live.conf &&
            nginx -t &&
            systemctl reload nginx
          runOn: load balancer
          expect:
            exit: 0
            text: The latency that users see has not changed.
          timeout: PT5M
          onFailure: rollback
          reversible: "yes"
          undo:
            step: stop-mirror
        - key: compare-answers
          title: Compare status, size and body of both versions for a day
          phase: post-check
          estimate: P1D
          expect:
            text: Every difference is explained and written down.
          timeout: P2D
          onFailure: continue
          checks:
            - key: different-answers
              title: Share of answers that differ
              unit: "%"
              op: lte
              value: 0.1
              interval: PT1H
              count: 24
              failureLimit: 3
              onFailure: hold
        - key: stop-shadow
          title: Stop the mirror and decide about the real upgrade
          phase: promote
          estimate: PT2M
          command: |
            ln -sfn /etc/nginx/mirror/off.conf /etc/nginx/mirror/live.conf &&
            nginx -t &&
            systemctl reload nginx
          runOn: load balancer
          expect:
            exit: 0
          timeout: PT5M
        - key: remove-copy
          title: Stop the shadow and drop its copy, which holds the data of real users
          phase: cleanup
          estimate: PT5M
          command: |
            systemctl stop example-service-shadow.service &&
            dropdb --if-exists --maintenance-db="$SHADOW_ADMIN_URL" example-service-shadow
          runOn: shadow host
          expect:
            exit: 0
          timeout: PT15M
          destructive: true
          confirm: SHADOW_ADMIN_URL names the server of the copy
        - key: close
          title: Resume deployments, record the attempt and what was learned
          phase: cleanup
          estimate: PT10M
          reversible: "yes"
          expect:
            text: The differences are recorded, also those that were accepted.

      """#
      + #"""
      rollback:
        kind: traffic-switch
        trigger: |
          \#(trigger)
        timeLimit: PT2M
        steps:
          - key: stop-mirror
            title: Stop the mirror
            phase: rollback
            estimate: PT1M
            command: |
              ln -sfn /etc/nginx/mirror/off.conf /etc/nginx/mirror/live.conf &&
              nginx -t &&
              systemctl reload nginx
            runOn: load balancer
            expect:
              exit: 0
            timeout: PT2M
      \#(oldVersionAnswers)

      """# + edits
}
