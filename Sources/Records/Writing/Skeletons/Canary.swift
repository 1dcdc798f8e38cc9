extension Skeleton {
  /// A growing share of traffic, with a gate after each stage.
  static let canary =
    head(
      "canary", impact: "zero-downtime", title: "Upgrade example-service by canary",
      background:
        "The new version takes a growing share of traffic; each stage has to earn the next.")
      + #"""
      promotion:
        signals:
          - key: canary-errors
            title: 5xx responses of the canary against the stable version
            metric: http_5xx_ratio
            unit: "%"
            op: lte
            value: 1
            interval: PT1M
            count: 15
            failureLimit: 2
            inconclusiveLimit: 3
            baseline: canary-vs-stable
            onFailure: rollback
          - key: canary-latency
            title: 95th percentile of response times against the stable version
            metric: http_request_seconds_p95
            unit: s
            op: lte
            value: 0.5
            interval: PT1M
            count: 15
            failureLimit: 3
            baseline: canary-vs-stable
            onFailure: hold
        stages:
          - weight: 1
            hold: PT15M
            note: Does it start, connect and answer at all?
          - weight: 10
            hold: PT30M
            note: Enough requests for the error rate to mean something.
          - weight: 50
            hold: PT1H
            note: Load, connection pools, memory.
          - weight: 100
            hold: PT30M
            note: The stable instances stay up, without traffic.

      """# + firstSteps + #"""
        - key: start-canary
          title: Start the canary without traffic
          phase: prepare
          estimate: PT5M
          command: |
            uv sync --locked --no-dev --project /srv/example-service-canary &&
            systemctl start example-service-canary.service &&
            curl --fail --retry 10 --retry-delay 3 --retry-connrefused \
              http://127.0.0.1:8001/healthz
          runOn: canary host
          expect:
            exit: 0
          timeout: PT15M
          onFailure: abort
        - key: first-share
          title: Send one per cent to the canary
          description: |
            The weights are shares because both add up to 100. Where several stable servers share the
            rest, give each its part.
          phase: promote
          estimate: PT15M
          command: |
            echo "set weight service/canary 1; set weight service/stable 99" |
            socat stdio /run/haproxy/admin.sock
          runOn: load balancer
          expect:
            exit: 0
            text: No signal fails for a quarter of an hour.
          timeout: PT30M
          onFailure: rollback
          reversible: "yes"
          undo:
            step: drain-canary
        - key: tenth
          title: Send ten per cent to the canary
          phase: promote
          estimate: PT30M
          command: |
            echo "set weight service/canary 10; set weight service/stable 90" |
            socat stdio /run/haproxy/admin.sock
          runOn: load balancer
          expect:
            exit: 0
            text: No signal fails for half an hour.
          timeout: PT1H
          onFailure: rollback
          reversible: "yes"
          undo:
            step: drain-canary
        - key: half
          title: Send half of the traffic to the canary
          phase: promote
          estimate: PT1H
          command: |
            echo "set weight service/canary 50; set weight service/stable 50" |
            socat stdio /run/haproxy/admin.sock
          runOn: load balancer
          expect:
            exit: 0
            text: No signal fails for an hour.
          timeout: PT2H
          onFailure: rollback
          reversible: "yes"
          undo:
            step: drain-canary
        - key: all
          title: Send all traffic to the canary
          phase: promote
          estimate: PT30M
          command: |
            echo "set weight service/canary 100; set weight service/stable 0" |
            socat stdio /run/haproxy/admin.sock
          runOn: load balancer
          expect:
            exit: 0
            text: No signal fails for half an hour.
          timeout: PT1H
          onFailure: rollback
          reversible: "yes"
          undo:
            step: drain-canary
        - key: replace-stable
          title: Put the new version on the stable instances and give them their traffic back
          description: |
            `roll.sh` stands for your deployment: one instance after the other, each checked, ending
            at the first failure. From here on the way back takes up to half an hour.
          phase: apply
          estimate: PT20M
          command: |
            ./deploy/roll.sh --version 2.0 &&
            echo "set weight service/canary 1; set weight service/stable 99" |
            socat stdio /run/haproxy/admin.sock
          runOn: load balancer
          expect:
            exit: 0
          timeout: PT1H
          onFailure: rollback
          reversible: "yes"
          undo:
            step: redeploy-stable

      """# + lastSteps
    + rollback(
      "traffic-switch", limit: "PT2M",
      steps: #"""
            - key: drain-canary
              title: Take all traffic from the canary
              phase: rollback
              estimate: PT1M
              command: |
                echo "set weight service/canary 0; set weight service/stable 100" |
                socat stdio /run/haproxy/admin.sock
              runOn: load balancer
              expect:
                exit: 0
              timeout: PT1M
            - key: redeploy-stable
              title: Put the old version back where it was replaced
              description: Only if the stable instances were replaced; else they run it still.
              phase: rollback
              estimate: PT10M
              command: ./deploy/roll.sh --version 1.0
              runOn: load balancer
              expect:
                exit: 0
              timeout: PT30M
        """#) + edits
}
