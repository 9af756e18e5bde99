using Newtonsoft.Json.Linq;
using TuiSetup.Newt.Keys;

namespace TuiSetup.Tests.Whiptail.Extensions;

/// <summary>--form, --mixedform, --passwordform and --treeview beyond what dialog's answers tell.</summary>
public sealed class FormTests
{
    private const string Form = "--form Host: 12 50 2 Name: 1 1 srv 1 10 8 4 Rack: 2 1 r4 2 10 8 0 Place: 3 1 '' 3 10 8 0";

    [Fact]
    public async Task Labels_and_fields_stand_where_the_script_says()
    {
        using var box = new OneBox("--form Host: 12 50 4 Name: 1 1 srv 1 10 8 0 Note: 3 3 fixed 3 12 0 0");
        await box.Harness.SettleAsync();
        var rows = box.Screen.Split('\n');
        var first = Array.FindIndex(rows, row => row.Contains("Name:", StringComparison.Ordinal));

        Assert.Contains("Name:    srv_____", rows[first], StringComparison.Ordinal);
        Assert.Contains("  Note:    fixed", rows[first + 2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_higher_than_its_rows_scrolls_to_the_field_with_the_focus()
    {
        using var box = new OneBox(Form);
        await box.Harness.SettleAsync();
        Assert.DoesNotContain("Place:", box.Screen, StringComparison.Ordinal);

        await box.PressAsync(KeyCode.Down, KeyCode.Down);
        Assert.Contains("Place:", box.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("Name:", box.Screen, StringComparison.Ordinal);
        await box.TypeAsync("B2");
        await box.PressAsync(KeyCode.Enter);
        Assert.Equal("srv\nr4\nB2\n", box.Result!.Answer.Text);
    }

    [Fact]
    public async Task A_field_takes_no_more_characters_than_it_may()
    {
        using var box = new OneBox(Form);
        await box.TypeAsync("12345");
        await box.PressAsync(KeyCode.Enter);

        Assert.Equal("srv1", box.Result!.Answer.Values[0]);
    }

    [Fact]
    public async Task Passwords_are_asterisks()
    {
        using var box = new OneBox("--mixedform Host: 12 50 3 User: 1 1 root 1 10 8 0 0 Word: 2 1 hunter2 2 10 8 0 1 Kind: 3 1 sh 3 10 8 0 2");
        await box.Harness.SettleAsync();
        Assert.Contains("Word:    *******_", box.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", box.Screen, StringComparison.Ordinal);

        await box.PressAsync(KeyCode.Down, KeyCode.Down, KeyCode.Enter);
        Assert.Equal("root\nhunter2\nsh\n", box.Result!.Answer.Text);
    }

    [Fact]
    public async Task Each_field_has_a_pattern_of_its_own_and_its_message_names_it()
    {
        using var box = new OneBox($"--validate ^[a-z]+$ --validate ^r[0-9]+$ --validate ^..$ {Form}");
        await box.PressAsync(KeyCode.Enter);
        Assert.Contains("Place must match the pattern", box.Screen, StringComparison.Ordinal);

        await box.PressAsync(KeyCode.Enter);
        await box.TypeAsync("B2");
        await box.PressAsync(KeyCode.Enter);
        Assert.Equal(0, box.Result!.ExitCode);
    }

    [Fact]
    public async Task The_answers_are_a_list_in_json()
    {
        using var box = new OneBox(Form);
        await box.PressAsync(KeyCode.Enter);

        Assert.Equal(JToken.Parse("""["srv","r4",""]"""), JObject.Parse(box.Json)["values"], JToken.DeepEquals);
    }

    [Fact]
    public async Task A_form_has_its_buttons_below_its_fields()
    {
        using var box = new OneBox("--back " + Form);
        await box.PressAsync(KeyCode.Down, KeyCode.Down, KeyCode.Down, KeyCode.Right, KeyCode.Enter);

        Assert.Equal(3, box.Result!.ExitCode);
    }

    [Fact]
    public async Task A_form_of_automatic_size_shows_all_of_itself()
    {
        using var box = new OneBox("--form 'About the host' 0 0 0 Name: 1 1 srv 1 10 30 0 Rack: 2 1 r4 2 10 8 0");
        await box.Harness.SettleAsync();

        Assert.All((string[])["About the host", "srv___________________________", "r4______", "<Ok>", "<Cancel>"],
            text => Assert.Contains(text, box.Screen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tree_shows_its_depth()
    {
        using var box = new OneBox("--treeview Where: 0 0 0 de Germany off 0 be Berlin on 1 mi Mitte off 2");
        await box.Harness.SettleAsync();

        Assert.All((string[])["( ) Germany", "(*)    Berlin", "( )       Mitte"], row => Assert.Contains(row, box.Screen, StringComparison.Ordinal));
        Assert.DoesNotContain(" de ", box.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_too_large_for_its_box_can_still_be_filled_in()
    {
        using var box = new OneBox("--form Host: 40 200 30 A: 1 1 a 1 150 100 0 B: 99 1 b 99 10 8 0");
        await box.PressAsync(KeyCode.Down);
        Assert.Contains("B:", box.Screen, StringComparison.Ordinal);
        await box.TypeAsync("x");
        await box.PressAsync(KeyCode.Enter);

        Assert.Equal("a\nbx\n", box.Result!.Answer.Text);
    }
}
