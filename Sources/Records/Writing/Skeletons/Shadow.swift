extension Skeleton {
  /// The new version sees copies of the requests and answers nobody.
  static let shadow =
    head(
      "shadow", impact: "zero-impact", title: "Try example-service on mirrored traffic",
      background:
        "Copies of real requests go to the new version, whose answers are compared and dropped."
    ) + firstSteps + #"""
        - key: isolate-effects
          title: Give the shadow a copy of the database and cut its ways to the outside
          description: |
            A mirrored request must not send a second mail, charge a card or write to the real database.
          phase: prepare
          estimate: PT20M
          command: pg_restore --clean --if-exists --dbname="$SHADOW_DATABASE_URL" before-upgrade.dump
          runOn: shadow host
          expect:
            exit: 0
          timeout: PT1H
          onFailure: abort
          destructive: true
          confirm: SHADOW_DATABASE_URL names the copy
        - key: start-shadow
          title: Start the new version on the copy
          phase: prepare
          estimate: PT5M
          command: |
            uv sync --locked --no-dev --project /srv/example-shadow
            systemctl start example-shadow.service
            curl --fail --retry 10 --retry-connrefused http://127.0.0.1:8001/healthz
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
            ln -sfn /etc/nginx/mirror/on.conf /etc/nginx/mirror/live.conf
            nginx -t
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
            ln -sfn /etc/nginx/mirror/off.conf /etc/nginx/mirror/live.conf
            nginx -t
            systemctl reload nginx
          runOn: load balancer
          expect:
            exit: 0
          timeout: PT5M

      """# + lastSteps
    + rollback(
      "traffic-switch", limit: "PT2M",
      steps: #"""
            - key: stop-mirror
              title: Stop the mirror
              phase: rollback
              estimate: PT1M
              command: |
                ln -sfn /etc/nginx/mirror/off.conf /etc/nginx/mirror/live.conf
                nginx -t
                systemctl reload nginx
              runOn: load balancer
              expect:
                exit: 0
              timeout: PT2M
        """#) + edits
}
