import Commands

await Waymark.main()
