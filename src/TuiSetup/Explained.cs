namespace TuiSetup;

/// <summary>What leads to an exit code, and what to do then.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Meaning">In a few words.</param>
/// <param name="Cause">What leads to it.</param>
/// <param name="Cure">What to do.</param>
internal sealed record Explained(int Code, string Meaning, string Cause, string Cure)
{
    public static IReadOnlyList<Explained> All { get; } =
    [
        new(ExitCodes.Done, "done, or nothing to do",
            "Everything is as the plan says, and was read back.",
            "Nothing. 'tuisetup undo' takes the last run back, 'tuisetup history' lists all."),
        new(ExitCodes.Cancelled, "cancelled",
            "The user left, answered no, or ended the input; or an undo could not be confirmed in time, so the run's changes came again.",
            "Nothing is left half done. Run it again when you want to; answers given to --record are in their file."),
        new(ExitCodes.BadInput, "bad usage or bad input",
            "An option that is not there, a mistake in an answer, wizard or theme file, a file that cannot be read, or too few lines on standard input. Nothing was changed.",
            "Each message says where and what. 'tuisetup answers check FILE' and 'tuisetup wizard check FILE' find every mistake at once; --help has the options."),
        new(ExitCodes.Refused, "refused before anything was changed",
            "The plan has problems on this target; or the system is no longer as it was when the plan was made; or another run is at work, or was interrupted. Of kpti: a CPU that has Meltdown runs without isolation. Of verify: it is not as planned, or not as promised.",
            "Read the messages. Make the plan again when the system changed; 'tuisetup resume' or 'resume --undo' ends an interrupted run; what must be typed out stands under \"confirm\" in an answer file."),
        new(ExitCodes.Undone, "failed, and undone",
            "A step failed and everything before it was taken back; or an undo failed and what it had taken back was brought back; or the journal cannot be kept, and nothing was begun. Of dispatch and jobs: a host failed.",
            "'tuisetup show RUN' has the step that failed, and the target's own error. Cure that, and run it again. For the journal: room and permissions in the state folder."),
        new(ExitCodes.Left, "failed, and something is left",
            "A step failed, and so did taking something back: the target refused, went away, or someone changed the same object meanwhile. Also what the program did not expect; its log has more.",
            "'tuisetup show RUN' says what is left, with its before and after. Cure the cause, then 'tuisetup undo RUN' takes the rest back; or bring that object to its before by hand."),
        new(ExitCodes.Unreachable, "the target cannot be reached, or refused us",
            "Its daemon does not run, its address or socket is another one, TLS could not be verified, or the user may not. Nothing was changed.",
            "The message has the address that was tried. Check the daemon and the address (--ovs, --vcenter, --host, --broker), and run as root where the socket wants it."),
        new(ExitCodes.DBusError, "a service answered with an error (dbus)",
            "The call reached the service, and it said no. The first word on standard error is the error's name.",
            "'tuisetup dbus introspect SERVICE OBJECT' shows what it takes. AccessDenied: run as root, or where polkit can ask somebody."),
        new(ExitCodes.TimedOut, "no answer in time (dbus)",
            "The service did not answer within --timeout, or what was waited for did not come.",
            "Give --timeout more seconds; 'tuisetup dbus monitor' shows whether the service is busy."),
        new(ExitCodes.ServiceMissing, "the service is not there (dbus)",
            "Nobody owns that name, and nothing starts it.",
            "'tuisetup dbus list' has the names on the bus; --user and --address choose another bus."),
        new(ExitCodes.Interrupted, "interrupted by a signal",
            "Ctrl-C or a signal came. What was in hand was finished, and everything that had been changed was undone.",
            "Nothing is left. After kill -9 or a power cut nothing could be undone: 'tuisetup resume' then finishes the run, 'resume --undo' takes it back."),
    ];
}
