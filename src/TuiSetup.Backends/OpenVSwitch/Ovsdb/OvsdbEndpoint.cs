using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.OpenVSwitch.Ovsdb;

/// <summary>An address, and for ssl: the PEM files that it needs, named as ovs-vsctl names them.</summary>
internal sealed record OvsdbEndpoint(OvsdbAddress Address, string PrivateKey, string Certificate, string CaCertificate)
{
    public const string DbField = "db", PrivateKeyField = "private_key", CertificateField = "certificate", CaCertificateField = "ca_cert";

    /// <summary>From the answers. <exception cref="ProblemException">The address cannot be one.</exception></summary>
    public static OvsdbEndpoint From(AnswerSheet answers, string defaultAddress)
        => Parse(answers[DbField].AsText ?? defaultAddress, answers[PrivateKeyField], answers[CertificateField], answers[CaCertificateField]);

    /// <summary>From a plan's target. <exception cref="ProblemException">The address cannot be one.</exception></summary>
    public static OvsdbEndpoint From(PlanTarget target)
        => Parse(target.Address, target.Options[PrivateKeyField], target.Options[CertificateField], target.Options[CaCertificateField]);

    public PlanTarget ToTarget(string identity)
        => new(Address.ToString(), identity, Address.Transport == OvsdbTransport.Ssl
            ? Value.Map(
                (PrivateKeyField, Value.Of(PrivateKey)),
                (CertificateField, Value.Of(Certificate)),
                (CaCertificateField, Value.Of(CaCertificate)))
            : Value.Nothing);

    private static OvsdbEndpoint Parse(string address, Value privateKey, Value certificate, Value caCertificate)
    {
        if (OvsdbAddress.TryParse(address, out var reason) is not { } parsed)
        {
            throw new ProblemException([Problem.Error(DbField, reason)]);
        }

        return new OvsdbEndpoint(parsed, privateKey.AsText ?? "", certificate.AsText ?? "", caCertificate.AsText ?? "");
    }
}
