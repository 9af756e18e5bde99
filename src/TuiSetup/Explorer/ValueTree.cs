using System.Globalization;
using TuiSetup.Backends.DBus;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>
/// Values as rows that open and close. Of a container no more rows are made than are opened, and of a large one some at
/// a time.
/// </summary>
internal sealed class ValueTree(IReadOnlyList<DBusValue> values)
{
    private const int Batch = 500, ShownValue = 300;

    private readonly Dictionary<string, int> _open = [];

    public IReadOnlyList<ListItem<string>> Rows()
    {
        var rows = new List<ListItem<string>>();
        for (var index = 0; index < values.Count; index++)
        {
            Add(rows, Place("", index), "", values[index], 0);
        }

        return rows;
    }

    /// <summary>Opens a row, shows more of it, or closes it.</summary>
    public void Turn(string place)
    {
        var isMore = place.EndsWith('+');
        var key = isMore ? place[..^1] : place;
        if (isMore)
        {
            _open[key] += Batch;
        }
        else if (!_open.Remove(key))
        {
            _open[key] = Batch;
        }
    }

    private void Add(List<ListItem<string>> rows, string place, string name, DBusValue value, int depth)
    {
        var inner = value.Unwrapped;
        var isLarge = inner is DBusArray { Elements.Length: > 0 } or DBusBytes { Data.Length: > 0 } or DBusStruct;
        var sign = !isLarge ? " " : _open.ContainsKey(place) ? "-" : "+";
        rows.Add(new(place, $"{new string(' ', 2 * depth)}{sign} {(name.Length > 0 ? name + ": " : "")}{inner.Signature} {ShortValue.Of(inner, ShownValue)}"));
        if (!isLarge || !_open.TryGetValue(place, out var shown))
        {
            return;
        }

        var count = Count(inner);
        for (var index = 0; index < Math.Min(count, shown); index++)
        {
            var part = Part(inner, index);
            var label = part is DBusEntry entry ? ShortValue.Of(entry.Key, ShownValue) : index.ToString(CultureInfo.InvariantCulture);
            Add(rows, Place(place, index), label, part is DBusEntry pair ? pair.Value : part, depth + 1);
        }

        if (count > shown)
        {
            rows.Add(new(place + "+", T($"{new string(' ', 2 * depth)}    {count - shown} more: Enter shows some")));
        }
    }

    private static int Count(DBusValue value) => value switch { DBusArray array => array.Elements.Length, DBusBytes bytes => bytes.Data.Length, DBusStruct fields => fields.Fields.Length, _ => 0 };

    private static DBusValue Part(DBusValue value, int index) => value switch
    {
        DBusArray array => array.Elements[index],
        DBusBytes bytes => DBusValue.Of(bytes.Data[index]),
        _ => ((DBusStruct)value).Fields[index],
    };

    private static string Place(string above, int index) => string.Create(CultureInfo.InvariantCulture, $"{above}/{index}");
}
