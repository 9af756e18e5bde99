using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Tests.Newt.Widgets;

/// <summary>Moving through a large list takes no more than through a small one, counted in what it looks at and allocates.</summary>
public sealed class LargeListTests
{
    private const int Few = 10, Many = 100_000, Height = 8;

    /// <summary>Down and up, by rows and by pages, to the end and back: more moves than the small list has rows.</summary>
    private static readonly KeyCode[] Moves =
    [
        .. Enumerable.Repeat(KeyCode.Down, 9), KeyCode.Up, KeyCode.PageUp, KeyCode.PageDown, KeyCode.End, KeyCode.Up, KeyCode.Home, KeyCode.Down,
    ];

    public static TheoryData<string> Lists => ["listbox", "checklist", "tree"];

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_key_looks_at_no_more_items_of_a_hundred_thousand_than_of_ten(string kind)
    {
        var (few, many) = (Items(Few), Items(Many));
        var (small, large) = (List(kind, few), List(kind, many));
        var (fewAtFirst, manyAtFirst) = (few.Touched, many.Touched);
        Play(small, Moves);
        Play(large, Moves);

        Assert.Equal(few.Touched - fewAtFirst, many.Touched - manyAtFirst);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_key_allocates_no_more_with_a_hundred_thousand_items_than_with_ten(string kind)
    {
        var (small, large) = (List(kind, Items(Few)), List(kind, Items(Many)));
        Play(small, Moves);
        Play(large, Moves);

        Assert.InRange(Allocated(large) - Allocated(small), -256, 256);
    }

    private static long Allocated(Widget list)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Play(list, Moves);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static CountingList<ListItem<int>> Items(int count) => new(count, index => new ListItem<int>(index, $"Item number {index:000000}"));

    private static Widget List(string kind, CountingList<ListItem<int>> items) => kind switch
    {
        "listbox" => new Listbox<int>(items, Height),
        "checklist" => new Checklist<int>(items, Height, _ => true),
        _ => new CheckboxTree<int>([.. items.Select(item => new TreeItem<int>(item.Value, item.Text))], Height),
    };

    private static void Play(Widget list, KeyCode[] keys)
    {
        var canvas = Canvas.Over(new Frame(list.Width, list.Height), new Looks(Theme.Classic, Color: true));
        foreach (var key in keys)
        {
            Assert.Equal(KeyResult.Handled, list.OnKey(key));
            list.Draw(canvas);
        }
    }
}
