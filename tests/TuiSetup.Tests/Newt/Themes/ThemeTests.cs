using TuiSetup.Newt.Themes;

namespace TuiSetup.Tests.Newt.Themes;

public sealed class ThemeTests
{
    [Fact]
    public void A_theme_has_a_style_for_each_role()
    {
        Assert.Equal(Theme.RoleCount, Enum.GetValues<Role>().Length);
        Assert.Equal((Theme.RoleCount, Theme.RoleCount), (Theme.Classic.Colors.Length, Theme.Classic.Mono.Length));
    }
}
