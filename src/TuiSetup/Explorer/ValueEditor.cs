using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Busctl;
using TuiSetup.Backends.DBus.Json;
using TuiSetup.Backends.DBus.Lines;
using TuiSetup.Flow;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>Makes a value of any type: a line for a basic one, a list of its parts for a container, a choice of types for a variant.</summary>
/// <param name="session">Whose screen it is.</param>
/// <param name="service">Whose objects paths are completed from.</param>
internal sealed class ValueEditor(ExplorerSession session, string service)
{
    private const int ShownValue = 60;

    private static string Help => T("Enter changes a part. F6 adds one to an array or a dictionary, F7 takes one out, F8 takes the whole as JSON.");

    /// <summary>Types that variants mostly have; any other is typed.</summary>
    private static readonly string[] Usual = ["s", "b", "i", "u", "x", "t", "d", "o", "y", "n", "q", "g", "as", "ay", "au", "ao", "a{sv}", "aa{sv}"];

    /// <summary>The value that the user makes of another; null when that is left.</summary>
    public Task<DBusValue?> EditAsync(DBusType type, DBusValue value, CancellationToken cancel)
        => type.Code == 'v' ? VariantAsync(value, cancel)
            : type.Code == 'o' ? PathAsync(value, cancel)
            : type.IsBasic ? BasicAsync(type, value, cancel)
            : ContainerAsync(type, value, cancel);

    private async Task<DBusValue?> PathAsync(DBusValue value, CancellationToken cancel)
        => await PathPicker.PickAsync(session, service, value.AsText ?? "", cancel) is { } path ? DBusValue.Path(path) : null;

    private async Task<DBusValue?> BasicAsync(DBusType type, DBusValue value, CancellationToken cancel)
    {
        for (var text = type.Code == 'h' ? "" : CallLines.Words([value])[0]; ;)
        {
            var what = type.Code == 'h' ? T("Path of a file to open:") : T($"A value of type {type}:");
            if (await session.Screen.EntryAsync(T("Value"), what, text, cancel) is not { } typed)
            {
                return null;
            }

            try
            {
                return BusctlReader.Read(type.Signature, [typed])[0];
            }
            catch (FormatException wrong)
            {
                text = typed;
                await session.Ui.TellAsync(T("Please correct"), wrong.Message, cancel);
            }
        }
    }

    private async Task<DBusValue?> VariantAsync(DBusValue value, CancellationToken cancel)
    {
        var inner = value is DBusVariant variant ? variant.Inner : value;
        string[] rows = [.. Usual, "another..."];
        var question = new ListQuestion(T("Type"), T("Type of the value in the variant:"), rows, T("Ok"), T("Cancel")) { Start = Math.Max(0, Array.IndexOf(rows, inner.Signature)) };
        if (await session.Ui.ChooseAsync(question, cancel) is not { } chosen)
        {
            return null;
        }

        var signature = chosen < Usual.Length ? Usual[chosen] : await session.Screen.EntryAsync(T("Type"), T("Signature of the type:"), inner.Signature, cancel) ?? "";
        if (!DBusType.TryParseAll(signature, out var types, out var reason) || types is not [var type])
        {
            await session.Ui.TellAsync(T("Please correct"), reason.Length > 0 ? reason : T($"'{signature}' is not the signature of one type."), cancel);
            return null;
        }

        return await EditAsync(type, inner.Signature == signature ? inner : EmptyValue.Of(type), cancel) is { } made ? DBusValue.Variant(made) : null;
    }

    private async Task<DBusValue?> ContainerAsync(DBusType type, DBusValue value, CancellationToken cancel)
    {
        var parts = value.Items.ToList();
        using var list = new LiveList<int>(session.Screen, type.Signature, (T("Change"), T("Done")), Rows(type, parts), Help, T("F6 add  F7 take out  F8 as JSON"), KeyCode.F6, KeyCode.F7, KeyCode.F8);
        for (; ; list.Show(Rows(type, parts)))
        {
            var (row, key) = await list.RunAsync(cancel);
            switch (row, key)
            {
                case (_, KeyCode.F6) when type.Code == 'a':
                    var part = type.Parts[0];
                    if (await EditAsync(part, EmptyValue.Of(part), cancel) is { } added)
                    {
                        parts.Add(added);
                    }

                    break;
                case ({ } taken, KeyCode.F7) when type.Code == 'a':
                    parts.RemoveAt(taken.Value);
                    break;
                case (_, KeyCode.F8):
                    parts = await JsonAsync(type, Whole(type, parts), cancel) is { } whole ? [.. whole.Items] : parts;
                    break;
                case (_, KeyCode.F6 or KeyCode.F7):
                    break;
                case ({ } chosen, null):
                    parts[chosen.Value] = await EditAsync(PartType(type, chosen.Value), parts[chosen.Value], cancel) ?? parts[chosen.Value];
                    break;
                default:
                    return Whole(type, parts);
            }
        }
    }

    private async Task<DBusValue?> JsonAsync(DBusType type, DBusValue value, CancellationToken cancel)
    {
        var json = DBusJsonWriter.Typed(value);
        var data = json[(json.IndexOf(",\"data\":", StringComparison.Ordinal) + 8)..^1];
        if (await session.Screen.EntryAsync("JSON", T($"A value of type {type} as JSON:"), data, cancel) is not { } typed)
        {
            return null;
        }

        try
        {
            return DBusJsonReader.ReadOne(type.Signature, typed);
        }
        catch (FormatException wrong)
        {
            await session.Ui.TellAsync(T("Please correct"), wrong.Message, cancel);
            return null;
        }
    }

    private static DBusValue Whole(DBusType type, List<DBusValue> parts) => type.Code switch
    {
        'r' => new DBusStruct([.. parts]),
        'e' => new DBusEntry(parts[0], parts[1]),
        _ when type.Parts[0].Code == 'y' => new DBusBytes([.. parts.Select(part => (byte)part.AsNumber!.Value)]),
        _ => new DBusArray(type.Parts[0].Signature, [.. parts]),
    };

    private static DBusType PartType(DBusType type, int index) => type.Code == 'a' ? type.Parts[0] : type.Parts[index];

    private static List<ListItem<int>> Rows(DBusType type, List<DBusValue> parts)
        => [.. parts.Select((part, index) => new ListItem<int>(index, $"{PartType(type, index)}  {ShortValue.Of(part, ShownValue)}"))];
}
