namespace TuiSetup.Backends.DBus;

/// <summary>The value of a type with nothing in it: zero, no text, no elements; what a form begins with.</summary>
public static class EmptyValue
{
    public static DBusValue Of(DBusType type) => type.Code switch
    {
        'a' when type.Parts[0].Code == 'y' => new DBusBytes([]),
        'a' => new DBusArray(type.Parts[0].Signature, []),
        'r' => new DBusStruct([.. type.Parts.Select(Of)]),
        'e' => new DBusEntry(Of(type.Parts[0]), Of(type.Parts[1])),
        'v' => DBusValue.Variant(DBusValue.Of("")),
        'y' => DBusValue.Of((byte)0),
        'b' => DBusValue.Of(false),
        'n' => DBusValue.Of((short)0),
        'q' => DBusValue.Of((ushort)0),
        'i' => DBusValue.Of(0),
        'u' => DBusValue.Of(0u),
        'x' => DBusValue.Of(0L),
        't' => DBusValue.Of(0UL),
        'd' => DBusValue.Of(0.0),
        'o' => DBusValue.Path("/"),
        'g' => DBusValue.TypeSignature(""),
        'h' => DBusValue.Handle(FileHandles.Open("/dev/null")),
        _ => DBusValue.Of(""),
    };
}
