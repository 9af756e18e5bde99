using TuiSetup.Backends.Kpti.Detection;

namespace TuiSetup.Tests.Backends.Kpti;

/// <summary>The words of the kernel's command line, by the kernel's own rules.</summary>
public sealed class KernelCommandLineTests
{
    [Theory]
    [InlineData("quiet", false)]
    [InlineData("pti=off", true)]
    [InlineData("nopti", true)]
    [InlineData("nopti pti=on", false)]
    [InlineData("pti=off pti=on", false)]
    [InlineData("pti=on pti=off", true)]
    [InlineData("pti=auto mitigations=off", true)]
    [InlineData("pti=on mitigations=off", false)]
    [InlineData("mitigations=auto,nosmt", false)]
    [InlineData("mitigations=off mitigations=auto", false)]
    [InlineData("mitigations=auto;no_user_kernel", true)]
    [InlineData("mitigations=auto,no_guest_host,no_guest_guest", false)]
    [InlineData("notpti=off xpti=off", false)]
    public void Some_turn_it_off(string text, bool turnsOff) => Assert.Equal(turnsOff, KernelCommandLine.Parse(text).TurnsOff);

    [Theory]
    [InlineData("pti=on pti=on", false)]
    [InlineData("pti=on pti=off", true)]
    [InlineData("pti=auto nopti", true)]
    [InlineData("pti=on mitigations=off", true)]
    [InlineData("pti=off mitigations=off nopti", false)]
    public void Some_contradict_others(string text, bool isContradictory) => Assert.Equal(isContradictory, KernelCommandLine.Parse(text).IsContradictory);

    [Fact]
    public void Quotes_keep_blanks_together()
        => Assert.Equal(["dyndbg=\"file a +p; file b +p\"", "quiet"], KernelCommandLine.Parse("  dyndbg=\"file a +p; file b +p\"\tquiet\n").Words);
}
