using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Busctl;

namespace TuiSetup.Explorer;

/// <summary>A value in a row: no more of it is made into text than can be seen.</summary>
internal static class ShortValue
{
    private const int MostItems = 20;

    public static string Of(DBusValue value, int most) => Cut(Text(value, most), most);

    private static string Text(DBusValue value, int most) => value switch
    {
        DBusVariant variant => Text(variant.Inner, most),
        DBusBytes bytes => T($"{bytes.Data.Length} bytes {Convert.ToHexStringLower(bytes.Data.AsSpan()[..Math.Min(bytes.Data.Length, MostItems)])}{(bytes.Data.Length > MostItems ? "..." : "")}"),
        DBusArray array => $"[{Joined(array.Elements, most)}]",
        DBusStruct fields => $"({Joined(fields.Fields, most)})",
        DBusEntry entry => $"{Text(entry.Key, most)}: {Text(entry.Value, most)}",
        DBusBasic { Content: string text } when text.Length > most => $"\"{text[..most]}...",
        _ => BusctlWriter.Write([value])[(value.Signature.Length + 1)..],
    };

    private static string Joined(IReadOnlyList<DBusValue> items, int most)
        => string.Join(", ", items.Take(MostItems).Select(item => Text(item, most)))
            + (items.Count > MostItems ? T($", ... {items.Count} in all") : "");

    private static string Cut(string text, int most) => text.Length > most ? text[..most] + "..." : text;
}
