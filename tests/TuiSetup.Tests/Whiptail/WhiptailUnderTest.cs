using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Whiptail;

/// <summary>A program that is whiptail, or claims to be.</summary>
/// <param name="First">Words that stand before whiptail's own.</param>
internal sealed record WhiptailUnderTest(string File, params string[] First)
{
    public static WhiptailUnderTest Original { get; } = new("/usr/bin/whiptail");

    public static WhiptailUnderTest Ours { get; } = new(Tuisetup.Executable, "whiptail");
}
