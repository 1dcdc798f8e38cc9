extension Skeleton {
  /// The service is down meanwhile: simple, and honest about it.
  static let offline =
    head(
      "offline", impact: "offline", title: "Upgrade example-service in a maintenance window",
      background: "Users are told, the service stops, everything is changed at once and checked.")
      + #"""
      downtimeBudget: PT30M

      """# + firstSteps + #"""
        - key: close-doors
          title: Show the maintenance page and stop the service and its jobs
          phase: apply
          estimate: PT2M
          command: |
            ln -sfn /etc/nginx/upstreams/maintenance.conf /etc/nginx/upstreams/live.conf &&
            nginx -t &&
            systemctl reload nginx &&
            systemctl stop example-service.service example-service-worker.service
          runOn: service host
          expect:
            exit: 0
            text: No session of the service is left in the database.
          timeout: PT5M
          onFailure: abort
          downtime: true
          reversible: "yes"
          undo:
            step: start-old-version
        - key: final-back-up
          title: Back up the database once more, now that nothing is written
          phase: backup
          estimate: PT10M
          command: pg_dump --format=custom --file=at-stop.dump "$DATABASE_URL"
          runOn: database host
          expect:
            exit: 0
          timeout: PT30M
          onFailure: rollback
          downtime: true
        - key: install-new-version
          title: Install the new version from the lockfile
          phase: apply
          estimate: PT4M
          command: uv sync --locked --no-dev --project /srv/example-service-2.0
          runOn: service host
          expect:
            exit: 0
          timeout: PT10M
          onFailure: rollback
          downtime: true
          reversible: "yes"
          undo:
            step: start-old-version
        - key: open-doors
          title: Start the new version, check it and let the users in
          phase: promote
          estimate: PT4M
          command: |
            ln -sfn /srv/example-service-2.0 /srv/example-service-current &&
            systemctl start example-service.service example-service-worker.service &&
            curl --fail --retry 10 --retry-delay 3 --retry-connrefused \
              http://127.0.0.1:8000/healthz &&
            ln -sfn /etc/nginx/upstreams/service.conf /etc/nginx/upstreams/live.conf &&
            nginx -t &&
            systemctl reload nginx
          runOn: service host
          expect:
            exit: 0
          timeout: PT10M
          onFailure: rollback
          downtime: true
          reversible: "yes"
          undo:
            step: start-old-version

      """# + lastSteps
    + rollback(
      "redeploy-previous", limit: "PT15M",
      steps: #"""
            - key: start-old-version
              title: Start the old version and let the users in
              phase: rollback
              estimate: PT4M
              command: |
                ln -sfn /srv/example-service-1.0 /srv/example-service-current &&
                systemctl restart example-service.service example-service-worker.service &&
                curl --fail --retry 10 --retry-delay 3 --retry-connrefused \
                  http://127.0.0.1:8000/healthz &&
                ln -sfn /etc/nginx/upstreams/service.conf /etc/nginx/upstreams/live.conf &&
                nginx -t &&
                systemctl reload nginx
              runOn: service host
              expect:
                exit: 0
              timeout: PT10M
        """#) + edits
}
