using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Tests.Newt.Windows;

public sealed class FormTests
{
    private readonly Button _first = new("First"), _second = new("Second"), _third = new("Third");

    [Theory]
    [InlineData(KeyCode.Tab, 0, 1)]
    [InlineData(KeyCode.Tab, 2, 0)]
    [InlineData(KeyCode.BackTab, 1, 0)]
    [InlineData(KeyCode.BackTab, 0, 2)]
    [InlineData(KeyCode.Down, 0, 1)]
    [InlineData(KeyCode.Right, 0, 1)]
    [InlineData(KeyCode.Down, 2, 2)]
    [InlineData(KeyCode.Right, 2, 2)]
    [InlineData(KeyCode.Up, 1, 0)]
    [InlineData(KeyCode.Left, 1, 0)]
    [InlineData(KeyCode.Up, 0, 0)]
    [InlineData(KeyCode.Left, 0, 0)]
    [InlineData(KeyCode.Backspace, 2, 1)]
    [InlineData(KeyCode.Backspace, 0, 0)]
    [InlineData(KeyCode.Insert, 1, 1)]
    public void Tab_wraps_and_the_arrows_do_not(KeyCode key, int from, int to)
    {
        var form = Form();
        Button[] buttons = [_first, _second, _third];
        form.Focus(buttons[from]);

        Assert.Null(form.OnKey(key));
        Assert.Same(buttons[to], form.Focused);
    }

    [Fact]
    public void The_first_widget_that_takes_keys_has_the_focus_at_first()
    {
        var form = new Form([]);
        form.SetWidgets([new Label("text"), _second, _third]);
        Assert.Same(_second, form.Focused);
    }

    [Fact]
    public void A_label_is_skipped()
    {
        var form = new Form([]);
        form.SetWidgets([_first, new Label("text"), _second]);
        form.OnKey(KeyCode.Tab);
        Assert.Same(_second, form.Focused);
    }

    [Fact]
    public void A_hot_key_ends_the_form_before_any_widget_sees_it()
    {
        var form = new Form([KeyCode.F12, KeyCode.Escape, Key.Of(' ')]);
        form.SetWidgets([_first]);

        Assert.Equal(FormExit.By((Key)KeyCode.F12), form.OnKey(KeyCode.F12));
        Assert.Equal(FormExit.By((Key)KeyCode.Escape), form.OnKey(KeyCode.Escape));
        Assert.Equal(FormExit.By(Key.Of(' ')), form.OnKey(Key.Of(' ')));
        Assert.Equal(FormExit.By(_first), form.OnKey(KeyCode.Enter));
    }

    [Fact]
    public void A_key_that_is_no_hot_key_does_not_end_the_form()
    {
        var form = Form();
        Assert.Null(form.OnKey(KeyCode.F12));
        Assert.Null(form.OnKey(KeyCode.Escape));
    }

    [Fact]
    public void A_form_without_widgets_survives_every_key()
    {
        var form = new Form([]);
        form.SetWidgets([new Label("text")]);
        foreach (var code in Enum.GetValues<KeyCode>())
        {
            Assert.Null(form.OnKey(code));
        }

        Assert.Null(form.Focused);
    }

    [Fact]
    public void A_new_arrangement_keeps_the_focus_and_falls_back_to_the_first_widget()
    {
        var form = Form();
        form.Focus(_second);
        form.SetWidgets([_third, _second]);
        Assert.Same(_second, form.Focused);

        form.SetWidgets([_third, _first]);
        Assert.Same(_third, form.Focused);
    }

    private Form Form()
    {
        var form = new Form([]);
        form.SetWidgets([_first, _second, _third]);
        return form;
    }
}
