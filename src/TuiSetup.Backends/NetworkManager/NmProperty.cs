using System.Net;
using TuiSetup.Backends.DBus;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>
/// One property of a profile that plans speak of (nm-settings-dbus(5)). Its key is what nmcli calls it, and its value
/// is as nmcli prints it.
/// </summary>
/// <param name="Key">Such as <c>ipv4.addresses</c>.</param>
/// <param name="Setting">The setting it is in.</param>
/// <param name="Name">Its name there.</param>
internal abstract record NmProperty(string Key, string Setting, string Name)
{
    /// <summary>Older names for the same, which must go when it is written.</summary>
    public IReadOnlyList<string> Older { get; init; } = [];

    /// <summary>What it says; nothing when that is what would be without it.</summary>
    public abstract Value Read(DBusValue value);

    public abstract DBusValue Write(Value value);

    /// <summary>Text; also an enumeration that is text on the bus.</summary>
    public sealed record Text(string Key, string Setting, string Name) : NmProperty(Key, Setting, Name)
    {
        public override Value Read(DBusValue value) => value.AsText is { Length: > 0 } text ? Value.Of(text) : Value.Nothing;

        public override DBusValue Write(Value value) => DBusValue.Of(value.AsText ?? "");
    }

    /// <summary>A truth, which is always said where its setting is there.</summary>
    public sealed record Truth(string Key, string Setting, string Name) : NmProperty(Key, Setting, Name)
    {
        public override Value Read(DBusValue value) => value.AsTruth is { } truth ? Value.Of(truth) : Value.Nothing;

        public override DBusValue Write(Value value) => DBusValue.Of(value.AsTruth ?? false);
    }

    /// <summary>A number without a sign; 0 is not said.</summary>
    public sealed record Number(string Key, string Setting, string Name) : NmProperty(Key, Setting, Name)
    {
        public override Value Read(DBusValue value) => value.AsNumber is not (null or 0) ? Value.Of(value.AsNumber.Value) : Value.Nothing;

        public override DBusValue Write(Value value) => DBusValue.Of((uint)(value.AsNumber ?? 0));
    }

    public sealed record Texts(string Key, string Setting, string Name) : NmProperty(Key, Setting, Name)
    {
        public override Value Read(DBusValue value) => value.Items.IsEmpty ? Value.Nothing : Value.List(value.Texts);

        public override DBusValue Write(Value value) => DBusValue.Strings(value.Texts);
    }

    /// <summary>A dictionary of texts, as <c>mode=active-backup</c>.</summary>
    public sealed record Options(string Key, string Setting, string Name) : NmProperty(Key, Setting, Name)
    {
        public override Value Read(DBusValue value)
            => value.Items.IsEmpty ? Value.Nothing : Value.List(value.Items.OfType<DBusEntry>().Select(entry => $"{entry.Key.AsText}={entry.Value.AsText}").Order(StringComparer.Ordinal));

        public override DBusValue Write(Value value)
            => DBusValue.Array("{ss}", value.Texts.Select(option => option.Split('=', 2)).Select(parts => new DBusEntry(DBusValue.Of(parts[0]), DBusValue.Of(parts[^1]))));
    }

    /// <summary>Addresses, as <c>192.0.2.5/24</c>.</summary>
    public sealed record Addresses(string Key, string Setting, string Name) : NmProperty(Key, Setting, Name)
    {
        public override Value Read(DBusValue value)
            => value.Items.IsEmpty ? Value.Nothing : Value.List(value.Items.Select(one => $"{one["address"]?.AsText}/{one["prefix"]?.AsNumber}"));

        public override DBusValue Write(Value value)
            => DBusValue.Array("a{sv}", value.Texts.Select(text => text.Split('/')).Select(parts => DBusValue.Properties(
                ("address", DBusValue.Of(parts[0])), ("prefix", DBusValue.Of(uint.Parse(parts[1]))))));
    }

    /// <summary>Routes, as <c>10.0.0.0/8 192.0.2.1 50</c>: destination, next hop, metric.</summary>
    public sealed record Routes(string Key, string Setting, string Name) : NmProperty(Key, Setting, Name)
    {
        public override Value Read(DBusValue value)
            => value.Items.IsEmpty ? Value.Nothing : Value.List(value.Items.Select(route
                => $"{route["dest"]?.AsText}/{route["prefix"]?.AsNumber} {route["next-hop"]?.AsText} {route["metric"]?.AsNumber}".TrimEnd()));

        public override DBusValue Write(Value value) => DBusValue.Array("a{sv}", value.Texts.Select(WriteRoute));

        private static DBusValue WriteRoute(string text)
        {
            var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var destination = parts[0].Split('/');
            var entries = new List<(string, DBusValue)> { ("dest", DBusValue.Of(destination[0])), ("prefix", DBusValue.Of(uint.Parse(destination[1]))) };
            if (parts.Length > 1)
            {
                entries.Add(("next-hop", DBusValue.Of(parts[1])));
            }

            if (parts.Length > 2)
            {
                entries.Add(("metric", DBusValue.Of(uint.Parse(parts[2]))));
            }

            return DBusValue.Properties(entries);
        }
    }

    /// <summary>Name servers; numbers in network order for IPv4, 16 bytes each for IPv6.</summary>
    public sealed record Servers(string Key, string Setting, string Name) : NmProperty(Key, Setting, Name)
    {
        private bool IsIp4 => Setting == "ipv4";

        public override Value Read(DBusValue value)
            => value.Items.IsEmpty ? Value.Nothing : Value.List(value.Items.Select(one => ToAddress(one).ToString()));

        public override DBusValue Write(Value value)
        {
            var servers = value.Texts.Select(IPAddress.Parse);
            return IsIp4
                ? DBusValue.Array("u", servers.Select(server => DBusValue.Of(BitConverter.ToUInt32(server.GetAddressBytes()))))
                : DBusValue.Array("ay", servers.Select(server => new DBusBytes([.. server.GetAddressBytes()])));
        }

        private static IPAddress ToAddress(DBusValue value)
            => value.AsNumber is { } number ? new IPAddress(BitConverter.GetBytes((uint)number)) : new IPAddress([.. ((DBusBytes)value).Data]);
    }
}
