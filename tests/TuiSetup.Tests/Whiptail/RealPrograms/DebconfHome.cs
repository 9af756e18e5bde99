using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Whiptail.RealPrograms;

/// <summary>
/// A debconf database of one test and a PATH on which <c>whiptail</c> is the program under test. The system's
/// database is neither read nor written.
/// </summary>
internal sealed class DebconfHome : IDisposable
{
    private const string Calls = "calls", Answers = "answers";
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TempFolder folder = new();

    /// <param name="whiptail">The program that is called whiptail.</param>
    public DebconfHome(string whiptail)
    {
        Directory.CreateDirectory(folder["path"]);
        Directory.CreateDirectory(folder["program"]);
        File.CreateSymbolicLink(folder["program/whiptail"], whiptail);
        Script("path/whiptail", $"""
            [ "$1" = --version ] || echo box >>{folder[Calls]}
            exec {folder["program/whiptail"]} "$@"
            """);
        folder.Write("debconf.conf", $"""
            Config: config
            Templates: templates

            Name: config
            Driver: File
            Filename: {folder["config.dat"]}

            Name: templates
            Driver: File
            Filename: {folder["templates.dat"]}
            """);
    }

    /// <summary>How often whiptail was called to show something.</summary>
    public int Boxes => File.ReadAllLines(folder[Calls]).Length;

    /// <summary>What a script wrote down in <c>$ANSWERS</c>.</summary>
    public string Answered => File.Exists(folder[Answers]) ? File.ReadAllText(folder[Answers]) : "";

    public void Write(string name, string text) => folder.Write(name, text);

    public void Script(string name, string body) => File.SetUnixFileMode(folder.Write(name, $"#!/bin/sh\nset -e\n{body}\n"), Executable);

    /// <summary>Runs a command of the shell and plays keys at it.</summary>
    public Task<Recording> RecordAsync(string command, string keys, string term = "xterm", string lang = "C.UTF-8") => Player.RecordAsync(new(
        "/bin/sh", ["-c", command], Options(term, lang), PlayStep.Keys(keys)));

    public void Dispose() => folder.Dispose();

    private PtyOptions Options(string term, string lang) => new PtyOptions { WorkingDirectory = folder.Path, Utf8 = lang != "C" }.With(
        ("PATH", $"{folder["path"]}:{PtyOptions.DefaultEnvironment["PATH"]}"),
        ("HOME", folder.Path),
        ("PERL_HASH_SEED", "0"),
        ("PERL_PERTURB_KEYS", "0"),
        ("TERM", term),
        ("LANG", lang),
        ("DEBCONF_SYSTEMRC", folder["debconf.conf"]),
        ("DEBIAN_FRONTEND", "dialog"),
        ("DEBIAN_PRIORITY", "low"),
        ("DEBCONF_NOWARNINGS", "yes"),
        ("ANSWERS", folder[Answers]));
}
