using TuiSetup.Backends.DBus.Busctl;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Backends.DBus.Introspection;

namespace TuiSetup.Commands.DBus;

/// <summary>An object as the table that busctl makes of it.</summary>
internal static class DescribedText
{
    public static string Of(DescribedObject found)
        => TextColumns.Of([["NAME", "TYPE", "SIGNATURE", "RESULT/VALUE", "FLAGS"], .. found.Interfaces.OrderBy(one => one.Info.Name, StringComparer.Ordinal).SelectMany(Rows)]);

    private static IEnumerable<string[]> Rows(DescribedInterface one) =>
    [
        [one.Info.Name, "interface", "-", "-", Flags(MemberFlags.Of(one.Info))],
        .. one.Info.Methods.OrderBy(method => method.Name, StringComparer.Ordinal).Select(method => (string[])["." + method.Name, "method", Types(method.In), Types(method.Out), Flags(MemberFlags.Of(method))]),
        .. one.Properties.OrderBy(property => property.Info.Name, StringComparer.Ordinal).Select(property => (string[])["." + property.Info.Name, "property", property.Info.Type.Signature, ValueOf(property), Flags(MemberFlags.Of(property.Info, one.Info))]),
        .. one.Info.Signals.OrderBy(signal => signal.Name, StringComparer.Ordinal).Select(signal => (string[])["." + signal.Name, "signal", Types(signal.Arguments), "-", Flags(MemberFlags.Of(signal))]),
    ];

    private static string ValueOf(DescribedProperty property)
        => property.Error is { } error ? $"<{error.Name}: {error.Message}>"
            : property.Value is not { } value ? "-"
            : BusctlWriter.Write([value]) is var written && value.Signature == property.Info.Type.Signature ? written[(value.Signature.Length + 1)..] : written;

    private static string Types(IEnumerable<IntrospectedArgument> arguments) => string.Concat(arguments.Select(argument => argument.Type.Signature)) is { Length: > 0 } types ? types : "-";

    private static string Flags(IEnumerable<string> flags) => string.Join(' ', flags) is { Length: > 0 } words ? words : "-";
}
