import Commands

Waymark.runAndExit()
