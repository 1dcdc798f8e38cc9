/// Record files that the journeys start from.
enum Samples {
  static let team = """
    title: Platform
    kind: team
    contact: "#platform"
    """

  static let component = """
    title: Shop
    summary: Sells things.
    owner: platform
    type: service
    lifecycle: production
    versionScheme: semver
    """

  static let upgrade = """
    title: Shop 1 to 2
    summary: Moves the shop to version 2.
    owner: platform
    status: planned
    component: shop
    from: "1.0.0"
    to: "2.0.0"
    strategy: rolling
    steps:
      - key: stop-workers
        title: Stop the workers
        command: systemctl stop shop-workers
        expect: {exit: 0}
      - key: install
        title: Install version 2
        command: pip install shop==2.0.0
        undo: {command: pip install shop==1.0.0}
    acceptance:
      - {key: orders, title: Failed orders, metric: failed_orders, unit: "%", op: lte, value: 1}
    rollback:
      kind: redeploy-previous
      trigger: More than 1 % of orders fail.
      steps:
        - key: back
          title: Install version 1 again
          command: pip install shop==1.0.0
    """
}
