namespace TuiSetup.Backends.DBus;

/// <summary>About how many octets a value has on the wire.</summary>
public static class ValueSize
{
    private const int Number = 8;

    public static long Of(DBusValue value) => value switch
    {
        DBusBasic { Content: string text } => Number + text.Length,
        DBusBytes bytes => Number + bytes.Data.Length,
        DBusArray array => Number + array.Elements.Sum(Of),
        DBusStruct fields => fields.Fields.Sum(Of),
        DBusEntry entry => Of(entry.Key) + Of(entry.Value),
        DBusVariant variant => Number + Of(variant.Inner),
        _ => Number,
    };
}
