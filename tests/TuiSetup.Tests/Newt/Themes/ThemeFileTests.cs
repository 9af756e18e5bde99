using TuiSetup.Newt.Themes;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Newt.Themes;

public sealed class ThemeFileTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"theme-{Guid.NewGuid():N}.json");

    [Fact]
    public void The_theme_newt_json_is_newts_own_look()
    {
        var theme = ThemeFile.Read(InThemes("newt.json"));

        Assert.Equal("newt", theme.Name);
        Assert.Equal(Theme.Classic.Mono, theme.Mono);
        Assert.Equal(Theme.Classic.Colors, theme.Colors);
    }

    [Fact]
    public void Every_theme_that_is_delivered_loads_and_can_be_read_by_eye()
    {
        var files = Directory.GetFiles(InThemes(""), "*.json");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var theme = ThemeFile.Read(file);
            Assert.Equal(Path.GetFileNameWithoutExtension(file), theme.Name);
            foreach (var role in Enum.GetValues<Role>().Where(role => role is not Role.Shadow))
            {
                var style = theme.Of(role, color: true);
                Assert.True(style.Foreground != style.Background || style.Background < 0, $"{role} in {file} is not to be seen");
            }
        }
    }

    [Theory]
    [InlineData(Role.Button, Role.ActButton)]
    [InlineData(Role.Button, Role.CompactButton)]
    [InlineData(Role.Checkbox, Role.ActCheckbox)]
    [InlineData(Role.ActListbox, Role.ActSelListbox)]
    [InlineData(Role.Listbox, Role.SelListbox)]
    [InlineData(Role.Listbox, Role.ActListbox)]
    [InlineData(Role.Textbox, Role.ActTextbox)]
    [InlineData(Role.EmptyScale, Role.FullScale)]
    public void What_must_be_told_apart_looks_different_in_every_theme_that_is_delivered(Role one, Role other)
    {
        foreach (var theme in Directory.GetFiles(InThemes(""), "*.json").Select(file => ThemeFile.Read(file)))
        {
            Assert.NotEqual(theme.Of(one, color: true), theme.Of(other, color: true));
        }
    }

    [Fact]
    public void A_theme_stands_on_the_one_that_it_inherits()
    {
        using var folder = new TempFolder();
        folder.Write("base.json", """{ "inherits": "newt", "colors": { "title": ["green", "black", "bold"], "root": ["red", "black"] }, "mono": { "title": ["bold"] } }""");
        folder.Write("middle.json", """{ "inherits": "base", "colors": { "root": ["brown", "black"] } }""");
        var theme = ThemeFile.Read(folder.Write("top.json", """{ "name": "mine", "summary": "My own", "inherits": "middle" }"""));

        Assert.Equal(("mine", "My own", "middle"), (theme.Name, theme.Summary, theme.Inherits));
        Assert.Equal(new Style(2, 0, Bold: true), theme.Of(Role.Title, color: true));
        Assert.Equal(new Style(3, 0), theme.Of(Role.Root, color: true));
        Assert.Equal(Theme.Classic.Of(Role.Entry, color: true), theme.Of(Role.Entry, color: true));
        Assert.Equal(Style.Plain with { Bold = true }, theme.Of(Role.Title, color: false));
    }

    [Fact]
    public void Every_mistake_of_a_theme_and_of_what_it_inherits_is_told_at_once()
    {
        using var folder = new TempFolder();
        folder.Write("base.json", "{\n  \"colors\": { \"roof\": [] },\n  \"mono\": { \"root\": [\"blink\", \"bold\", 3] } }");
        var file = folder.Write("top.json", "{ \"inherits\": \"base\",\n  \"colours\": {},\n  \"colors\": { \"root\": [\"red\"],\n    \"title\": [\"red\", \"blue\", \"loud\"] } }");
        var mistakes = Assert.Throws<ThemeException>(() => ThemeFile.Read(file)).Mistakes;

        Assert.Equal(
            ["base.json:2:", "base.json:3:", "base.json:3:", "top.json:2:", "top.json:3:", "top.json:4:"],
            mistakes.Select(mistake => System.Text.RegularExpressions.Regex.Match(mistake, @"^.*/([a-z.]+:\d+:)\d+: ").Groups[1].Value));
    }

    [Theory]
    [InlineData("a", "{\n\"inherits\": \"b\" }", "{\n\n\"inherits\": \"a\" }", "b.json:3:", "'a' leads in a circle: a inherits b inherits a.")]
    [InlineData("a", "{\n\"inherits\": \"a\" }", "{}", "a.json:2:", "'a' leads in a circle: a inherits a.")]
    [InlineData("a", "{\n\"inherits\": \"c\" }", "{}", "a.json:2:", "there is no theme 'c'.")]
    [InlineData("a", "{\n\"inherits\": 1 }", "{}", "a.json:2:", "'inherits' must be a text.")]
    [InlineData("a", "{ \"inherits\": \"b\" }", "{ \"colors\":\n", "b.json:2:", "not JSON")]
    [InlineData("a", "{ \"colors\": { \"root\": [\"red\", \"blue\"],\n\"root\": [\"red\", \"blue\"] } }", "{}", "a.json", "already exists")]
    public void What_cannot_be_inherited_is_told_where_it_stands(string name, string a, string b, string place, string told)
    {
        using var folder = new TempFolder();
        var file = folder.Write(name + ".json", a);
        folder.Write("b.json", b);
        var mistake = Assert.Single(Assert.Throws<ThemeException>(() => ThemeFile.Read(file)).Mistakes);

        Assert.Contains(place, mistake, StringComparison.Ordinal);
        Assert.Contains(told, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void NEWT_COLORS_changes_any_theme_and_the_systems_palette_newts_own_look_alone()
    {
        var mono = ThemeFile.Read(InThemes("mono.json"));
        var changed = NewtColors.Apply(mono, name => name == "NEWT_COLORS" ? "button=red,white;title=,blue;Root=red,red" : null);

        Assert.Equal(new Style(1, 15), changed.Of(Role.Button, color: true));
        Assert.Equal(new Style(-1, 4, Bold: true), changed.Of(Role.Title, color: true));
        Assert.Equal(mono.Of(Role.Root, color: true), changed.Of(Role.Root, color: true));
        Assert.Equal(mono.Colors, NewtColors.Apply(mono, _ => null).Colors);
    }

    [Fact]
    public void A_theme_in_words_names_every_role()
        => Golden.Check(ThemeText.Of(ThemeFile.Read(InThemes("mono.json"))), "theme-mono");

    [Fact]
    public void What_a_file_does_not_name_stays_as_in_newt()
    {
        var theme = Read("""{ "colors": { "title": ["color200", "default"] }, "mono": { "label": ["bold", "underline"] } }""");

        Assert.Equal(new Style(200, -1), theme.Of(Role.Title, color: true));
        Assert.Equal(Theme.Classic.Of(Role.Root, color: true), theme.Of(Role.Root, color: true));
        Assert.Equal(Style.Plain with { Bold = true, Underline = true }, theme.Of(Role.Label, color: false));
        Assert.Equal(Path.GetFileNameWithoutExtension(_file), theme.Name);
    }

    [Fact]
    public void Every_colour_name_of_newt_is_its_palette_index()
    {
        string[] names =
        [
            "black", "red", "green", "brown", "blue", "magenta", "cyan", "lightgray", "gray", "brightred", "brightgreen",
            "yellow", "brightblue", "brightmagenta", "brightcyan", "white", "default", "color0", "color255",
        ];
        int[] indices = [.. Enumerable.Range(0, 16), -1, 0, 255];
        foreach (var (name, index) in names.Zip(indices))
        {
            Assert.Equal(new Style(index, 0), Read($$"""{ "colors": { "root": ["{{name}}", "black"] } }""").Of(Role.Root, color: true));
        }
    }

    [Theory]
    [InlineData("{\n  \"colors\": {\n    \"roof\": [\"red\", \"blue\"] } }", 3, "'roof' is not a colour set")]
    [InlineData("{\n  \"colors\": {\n    \"0\": [\"red\", \"blue\"] } }", 3, "'0' is not a colour set")]
    [InlineData("{\n  \"colors\": {\n    \"root,border\": [\"red\", \"blue\"] } }", 3, "'root,border' is not a colour set")]
    [InlineData("{\n  \"colors\": {\n    \"actsellistbox,entry\": [\"red\", \"blue\"] } }", 3, "'actsellistbox,entry' is not a colour set")]
    [InlineData("{\n  \"colors\": {\n    \"root\": [\"red\", \"bleu\"] } }", 3, "colour name")]
    [InlineData("{\n  \"colors\": {\n    \"root\": [\"red\"] } }", 3, "[\"foreground\", \"background\"]")]
    [InlineData("{\n  \"colors\": {\n    \"root\": [\"red\", 4] } }", 3, "[\"foreground\", \"background\"]")]
    [InlineData("{\n  \"colors\": {\n    \"root\": [\"color256\", \"red\"] } }", 3, "color255")]
    [InlineData("{\n  \"colors\": {\n    \"root\": [\"color-1\", \"red\"] } }", 3, "color255")]
    [InlineData("{\n  \"colors\": {\n    \"root\": \"red\" } }", 3, "[\"foreground\", \"background\"]")]
    [InlineData("{\n  \"colors\": [] }", 2, "'colors' must be an object")]
    [InlineData("{\n  \"mono\": null }", 2, "'mono' must be an object")]
    [InlineData("{\n  \"mono\": {\n    \"root\": \"bold\" } }", 3, "expected a list of bold")]
    [InlineData("{\n  \"mono\": {\n    \"root\": [\"blink\"] } }", 3, "expected bold, underline or reverse")]
    [InlineData("{\n  \"mono\": {\n    \"root\": [1] } }", 3, "expected bold, underline or reverse")]
    [InlineData("{\n  \"colours\": { } }", 2, "'colours'")]
    [InlineData("{\n  \"name\": { } }", 2, "'name' must be")]
    [InlineData("{\n  \"colors\": { ", 2, "not JSON")]
    [InlineData("[\n]", 1, "not JSON")]
    [InlineData("{\n} extra", 2, "not JSON")]
    public void A_mistake_is_told_with_file_line_and_column(string json, int line, string told)
    {
        var mistake = Assert.Throws<ThemeException>(() => Read(json));

        Assert.Matches($@"^{_file}:{line}:\d+: ", mistake.Message);
        Assert.Contains(told, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
        => Assert.StartsWith("/nowhere/theme.json: cannot be read.", Assert.Throws<ThemeException>(() => ThemeFile.Read("/nowhere/theme.json")).Message, StringComparison.Ordinal);

    public void Dispose() => File.Delete(_file);

    private static string InThemes(string name, [System.Runtime.CompilerServices.CallerFilePath] string caller = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "../../../../themes", name));

    private Theme Read(string json)
    {
        File.WriteAllText(_file, json);
        return ThemeFile.Read(_file);
    }
}
