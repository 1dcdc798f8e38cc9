extension Skeleton {
  /// A second system takes over at once; the first stays ready.
  static let blueGreen =
    head(
      "blue-green", impact: "zero-downtime", title: "Upgrade example-service by blue-green",
      background:
        "Green is built complete and checked without traffic; blue stays ready to take it back."
    ) + #"""
      promotion:
        stages:
          - weight: 0
            hold: PT15M
            note: Green answers synthetic requests only.
          - weight: 100
            hold: PT30M
            note: Green takes all traffic; blue is kept warm.

      """# + firstSteps + #"""
        - key: build-green
          title: Build green from the lockfile
          phase: prepare
          estimate: PT10M
          command: |
            uv sync --locked --no-dev --project /srv/example-service-green &&
            systemctl start example-service-green.service
          runOn: service host
          expect:
            exit: 0
          timeout: PT20M
          onFailure: abort
        - key: warm-green
          title: Check green without traffic
          phase: pre-check
          estimate: PT5M
          command: |
            cd /srv/example-service-green &&
            curl --fail --retry 10 --retry-delay 3 --retry-connrefused \
              http://127.0.0.1:8001/healthz &&
            uv run --locked pytest tests/smoke --base-url http://127.0.0.1:8001
          runOn: service host
          expect:
            exit: 0
            output: passed
          timeout: PT15M
          onFailure: abort
        - key: stop-blue-jobs
          title: Stop the background jobs of blue and wait until they are done
          description: Two versions must not work on one queue unless both can read its messages.
          phase: pre-check
          estimate: PT4M
          command: systemctl stop example-service-blue-worker.service
          runOn: service host
          expect:
            exit: 0
          timeout: PT10M
          onFailure: abort
          undo:
            command: systemctl start example-service-blue-worker.service
        - key: switch-traffic
          title: Send all traffic to green
          phase: promote
          estimate: PT1M
          command: |
            ln -sfn /etc/nginx/upstreams/green.conf /etc/nginx/upstreams/live.conf &&
            nginx -t &&
            systemctl reload nginx
          runOn: load balancer
          expect:
            exit: 0
            text: The access log of blue stands still.
          timeout: PT2M
          onFailure: rollback
          reversible: "yes"
          undo:
            step: switch-back
        - key: start-green-jobs
          title: Start the background jobs of green
          phase: promote
          estimate: PT1M
          command: systemctl start example-service-green-worker.service
          runOn: service host
          expect:
            exit: 0
            text: The oldest job in the queue gets younger.
          timeout: PT2M
          onFailure: rollback
          reversible: "yes"
          undo:
            step: bring-jobs-back

      """# + lastSteps
    + rollback(
      "traffic-switch", limit: "PT2M",
      steps: #"""
            - key: switch-back
              title: Send all traffic to blue
              phase: rollback
              estimate: PT1M
              command: |
                ln -sfn /etc/nginx/upstreams/blue.conf /etc/nginx/upstreams/live.conf &&
                nginx -t &&
                systemctl reload nginx
              runOn: load balancer
              expect:
                exit: 0
              timeout: PT2M
            - key: bring-jobs-back
              title: Stop the background jobs of green and start those of blue
              phase: rollback
              estimate: PT1M
              command: |
                systemctl stop example-service-green-worker.service &&
                systemctl start example-service-blue-worker.service
              runOn: service host
              expect:
                exit: 0
              timeout: PT10M
        """#) + edits
}
