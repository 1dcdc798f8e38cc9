extension Skeleton {
  /// One host, the running installation exchanged; the old one is kept beside it.
  static let inPlace =
    head(
      "in-place", impact: "accessible", title: "Upgrade example-service in place",
      background: "One host: the new version is installed beside the old one and a link is moved.")
      + #"""
      downtimeBudget: PT5M

      """# + firstSteps + #"""
        - key: install-beside
          title: Install the new version beside the old one
          phase: prepare
          estimate: PT5M
          command: |
            git -C /srv/example-service worktree add /srv/example-service-2.0 v2.0 &&
            uv sync --locked --no-dev --project /srv/example-service-2.0
          runOn: service host
          expect:
            exit: 0
          timeout: PT15M
          onFailure: abort
        - key: smoke-test
          title: Start the new version on another port and ask it
          phase: pre-check
          estimate: PT2M
          description: |
            `example-service-candidate` is the service's unit with the folder of the new version and
            another port.
          command: |
            systemctl start example-service-candidate.service &&
            curl --fail --retry 10 --retry-delay 3 --retry-connrefused \
              http://127.0.0.1:8001/healthz &&
            systemctl stop example-service-candidate.service
          runOn: service host
          expect:
            exit: 0
          timeout: PT5M
          onFailure: abort
          undo:
            command: systemctl stop example-service-candidate.service
        - key: switch-link
          title: Point the service at the new version and restart it
          phase: apply
          estimate: PT1M
          command: |
            ln -sfn /srv/example-service-2.0 /srv/example-service-current &&
            systemctl restart example-service.service &&
            curl --fail --retry 10 --retry-delay 1 --retry-connrefused \
              http://127.0.0.1:8000/healthz
          runOn: service host
          expect:
            exit: 0
            text: The health check answers within ten seconds of the restart.
          timeout: PT2M
          onFailure: rollback
          downtime: true
          reversible: "yes"
          undo:
            step: switch-link-back

      """# + lastSteps
    + rollback(
      "redeploy-previous", limit: "PT5M",
      steps: #"""
            - key: switch-link-back
              title: Point the service at the old version and restart it
              phase: rollback
              estimate: PT1M
              command: |
                ln -sfn /srv/example-service-1.0 /srv/example-service-current &&
                systemctl restart example-service.service
              runOn: service host
              expect:
                exit: 0
              timeout: PT2M
        """#) + edits
}
