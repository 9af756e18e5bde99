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
        new(ExitCodes.Done, T("done, or nothing to do"),
            T("Everything is as the plan says, and was read back."),
            T("Nothing. 'tuisetup undo' takes the last run back, 'tuisetup history' lists all.")),
        new(ExitCodes.Cancelled, "cancelled",
            T("The user left, answered no, or ended the input; or an undo could not be confirmed in time, so the run's changes came again."),
            T("Nothing is left half done. Run it again when you want to; answers given to --record are in their file.")),
        new(ExitCodes.BadInput, T("bad usage or bad input"),
            T("An option that is not there, a mistake in an answer, wizard or theme file, a file that cannot be read, or too few lines on standard input. Nothing was changed."),
            T("Each message says where and what. 'tuisetup answers check FILE' and 'tuisetup wizard check FILE' find every mistake at once; --help has the options.")),
        new(ExitCodes.Refused, T("refused before anything was changed"),
            T("The plan has problems on this target; or the system is no longer as it was when the plan was made; or another run is at work, or was interrupted. Of kpti: a CPU that has Meltdown runs without isolation. Of verify: it is not as planned, or not as promised."),
            T("Read the messages. Make the plan again when the system changed; 'tuisetup resume' or 'resume --undo' ends an interrupted run; what must be typed out stands under \"confirm\" in an answer file.")),
        new(ExitCodes.Undone, T("failed, and undone"),
            T("A step failed and everything before it was taken back; or an undo failed and what it had taken back was brought back; or the journal cannot be kept, and nothing was begun. Of dispatch and jobs: a host failed."),
            T("'tuisetup show RUN' has the step that failed, and the target's own error. Cure that, and run it again. For the journal: room and permissions in the state folder.")),
        new(ExitCodes.Left, T("failed, and something is left"),
            T("A step failed, and so did taking something back: the target refused, went away, or someone changed the same object meanwhile. Also what the program did not expect; its log has more."),
            T("'tuisetup show RUN' says what is left, with its before and after. Cure the cause, then 'tuisetup undo RUN' takes the rest back; or bring that object to its before by hand.")),
        new(ExitCodes.Unreachable, T("the target cannot be reached, or refused us"),
            T("Its daemon does not run, its address or socket is another one, TLS could not be verified, or the user may not. Nothing was changed."),
            T("The message has the address that was tried. Check the daemon and the address (--ovs, --vcenter, --host, --broker), and run as root where the socket wants it.")),
        new(ExitCodes.DBusError, T("a service answered with an error (dbus)"),
            T("The call reached the service, and it said no. The first word on standard error is the error's name."),
            T("'tuisetup dbus introspect SERVICE OBJECT' shows what it takes. AccessDenied: run as root, or where polkit can ask somebody.")),
        new(ExitCodes.TimedOut, T("no answer in time (dbus)"),
            T("The service did not answer within --timeout, or what was waited for did not come."),
            T("Give --timeout more seconds; 'tuisetup dbus monitor' shows whether the service is busy.")),
        new(ExitCodes.ServiceMissing, T("the service is not there (dbus)"),
            T("Nobody owns that name, and nothing starts it."),
            T("'tuisetup dbus list' has the names on the bus; --user and --address choose another bus.")),
        new(ExitCodes.Interrupted, T("interrupted by a signal"),
            T("Ctrl-C or a signal came. What was in hand was finished, and everything that had been changed was undone."),
            T("Nothing is left. After kill -9 or a power cut nothing could be undone: 'tuisetup resume' then finishes the run, 'resume --undo' takes it back.")),
    ];
}
