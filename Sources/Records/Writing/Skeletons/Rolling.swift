extension Skeleton {
  /// One instance after the other behind a load balancer.
  static let rolling =
    head(
      "rolling", impact: "zero-downtime", title: "Upgrade example-service one host at a time",
      background: "Both versions serve side by side while the hosts are done one after the other.")
    + firstSteps + #"""
        - key: first-host
          title: Drain the first host, upgrade it and let it back in
          description: |
            Half a minute is what requests in flight get. A host that fails its check stays drained.
          phase: apply
          estimate: PT5M
          command: |
            echo "set server service/host1 state drain" | socat stdio /run/haproxy/admin.sock &&
            sleep 30 &&
            ssh host1 'cd /srv/example-service && git fetch --tags && git checkout v2.0' &&
            ssh host1 'cd /srv/example-service && uv sync --locked --no-dev' &&
            ssh host1 'systemctl restart example-service.service' &&
            ssh host1 'curl --fail --retry 9 --retry-connrefused http://127.0.0.1:8000/healthz' &&
            echo "set server service/host1 state ready" | socat stdio /run/haproxy/admin.sock
          runOn: load balancer
          expect:
            exit: 0
          timeout: PT15M
          onFailure: rollback
          reversible: "yes"
          undo:
            step: roll-back-hosts
        - key: hold
          title: Compare the first host with the others for a quarter of an hour
          phase: promote
          estimate: PT15M
          expect:
            text: Error rate and latency of the first host are within those of the others.
          timeout: PT20M
          onFailure: rollback
          checks:
            - key: first-host-errors
              title: 5xx responses of the first host against the others
              unit: "%"
              op: lte
              value: 1
              interval: PT1M
              count: 15
              failureLimit: 2
              baseline: canary-vs-stable
              onFailure: rollback
        - key: other-hosts
          title: Do the same for every other host, never two at a time
          description: |
            `roll.sh` stands for your deployment: what the first host got, one host after the other,
            ending at the first failure.
          phase: apply
          estimate: PT20M
          command: ./deploy/roll.sh --version 2.0 host2 host3 host4
          runOn: load balancer
          expect:
            exit: 0
            text: At every moment all hosts but one take traffic.
          timeout: PT1H
          onFailure: rollback
          reversible: "yes"
          undo:
            step: roll-back-hosts

      """# + lastSteps
    + rollback(
      "redeploy-previous", limit: "PT30M",
      steps: #"""
            - key: roll-back-hosts
              title: Put the old version back, host by host, newest upgrade first
              phase: rollback
              estimate: PT10M
              command: ./deploy/roll.sh --version 1.0 host4 host3 host2 host1
              runOn: load balancer
              expect:
                exit: 0
              timeout: PT30M
        """#) + edits
}
