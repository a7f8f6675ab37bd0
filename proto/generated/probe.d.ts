import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace probe. */
export namespace probe {

    /**
     * Properties of a ProbeRequest.
     * @deprecated Use probe.ProbeRequest.$Properties instead.
     */
    interface IProbeRequest extends probe.ProbeRequest.$Properties {
    }

    /** Represents a ProbeRequest. */
    class ProbeRequest {

        /**
         * Constructs a new ProbeRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: probe.ProbeRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ProbeRequest runId. */
        runId: string;

        /** ProbeRequest nonce. */
        nonce: string;

        /**
         * Creates a new ProbeRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ProbeRequest instance
         */
        static create(properties: probe.ProbeRequest.$Shape): probe.ProbeRequest & probe.ProbeRequest.$Shape;
        static create(properties?: probe.ProbeRequest.$Properties): probe.ProbeRequest;

        /**
         * Encodes the specified ProbeRequest message. Does not implicitly {@link probe.ProbeRequest.verify|verify} messages.
         * @param message ProbeRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: probe.ProbeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ProbeRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {probe.ProbeRequest & probe.ProbeRequest.$Shape} ProbeRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): probe.ProbeRequest & probe.ProbeRequest.$Shape;

        /**
         * Creates a ProbeRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ProbeRequest
         */
        static fromObject(object: { [k: string]: any }): probe.ProbeRequest;

        /**
         * Creates a plain object from a ProbeRequest message. Also converts values to other types if specified.
         * @param message ProbeRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: probe.ProbeRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ProbeRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ProbeRequest {

        /** Properties of a ProbeRequest. */
        interface $Properties {

            /** ProbeRequest runId */
            runId?: (string|null);

            /** ProbeRequest nonce */
            nonce?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ProbeRequest. */
        type $Shape = probe.ProbeRequest.$Properties;
    }

    /**
     * Properties of a ProbeReply.
     * @deprecated Use probe.ProbeReply.$Properties instead.
     */
    interface IProbeReply extends probe.ProbeReply.$Properties {
    }

    /** Represents a ProbeReply. */
    class ProbeReply {

        /**
         * Constructs a new ProbeReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: probe.ProbeReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ProbeReply runId. */
        runId: string;

        /** ProbeReply peerId. */
        peerId: string;

        /** ProbeReply nonce. */
        nonce: string;

        /** ProbeReply receivedAtMs. */
        receivedAtMs: number;

        /** ProbeReply answeredAtMs. */
        answeredAtMs: number;

        /** ProbeReply version. */
        version: string;

        /** ProbeReply protocolVersion. */
        protocolVersion: number;

        /** ProbeReply dataDigest. */
        dataDigest: string;

        /** ProbeReply numerics. */
        numerics: string;

        /** ProbeReply dataAddress. */
        dataAddress: string;

        /** ProbeReply bound. */
        bound: string;

        /** ProbeReply addresses. */
        addresses: string[];

        /** ProbeReply ways. */
        ways: probe.Way.$Properties[];

        /**
         * Creates a new ProbeReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ProbeReply instance
         */
        static create(properties: probe.ProbeReply.$Shape): probe.ProbeReply & probe.ProbeReply.$Shape;
        static create(properties?: probe.ProbeReply.$Properties): probe.ProbeReply;

        /**
         * Encodes the specified ProbeReply message. Does not implicitly {@link probe.ProbeReply.verify|verify} messages.
         * @param message ProbeReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: probe.ProbeReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ProbeReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {probe.ProbeReply & probe.ProbeReply.$Shape} ProbeReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): probe.ProbeReply & probe.ProbeReply.$Shape;

        /**
         * Creates a ProbeReply message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ProbeReply
         */
        static fromObject(object: { [k: string]: any }): probe.ProbeReply;

        /**
         * Creates a plain object from a ProbeReply message. Also converts values to other types if specified.
         * @param message ProbeReply
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: probe.ProbeReply, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ProbeReply to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ProbeReply {

        /** Properties of a ProbeReply. */
        interface $Properties {

            /** ProbeReply runId */
            runId?: (string|null);

            /** ProbeReply peerId */
            peerId?: (string|null);

            /** ProbeReply nonce */
            nonce?: (string|null);

            /** ProbeReply receivedAtMs */
            receivedAtMs?: (number|null);

            /** ProbeReply answeredAtMs */
            answeredAtMs?: (number|null);

            /** ProbeReply version */
            version?: (string|null);

            /** ProbeReply protocolVersion */
            protocolVersion?: (number|null);

            /** ProbeReply dataDigest */
            dataDigest?: (string|null);

            /** ProbeReply numerics */
            numerics?: (string|null);

            /** ProbeReply dataAddress */
            dataAddress?: (string|null);

            /** ProbeReply bound */
            bound?: (string|null);

            /** ProbeReply addresses */
            addresses?: (string[]|null);

            /** ProbeReply ways */
            ways?: (probe.Way.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ProbeReply. */
        type $Shape = probe.ProbeReply.$Properties;
    }

    /**
     * Properties of a Way.
     * @deprecated Use probe.Way.$Properties instead.
     */
    interface IWay extends probe.Way.$Properties {
    }

    /** Represents a Way. */
    class Way {

        /**
         * Constructs a new Way.
         * @param [properties] Properties to set
         */
        constructor(properties?: probe.Way.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Way peerId. */
        peerId: string;

        /** Way dataAddress. */
        dataAddress: string;

        /** Way resolved. */
        resolved: string;

        /** Way code. */
        code: string;

        /** Way roundTripsMs. */
        roundTripsMs: number[];

        /** Way linked. */
        linked: boolean;

        /** Way heard. */
        heard: boolean;

        /** Way heardAgoMs. */
        heardAgoMs: number;

        /** Way messageBytes. */
        messageBytes: number;

        /** Way bytesPerSecond. */
        bytesPerSecond: number;

        /**
         * Creates a new Way instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Way instance
         */
        static create(properties: probe.Way.$Shape): probe.Way & probe.Way.$Shape;
        static create(properties?: probe.Way.$Properties): probe.Way;

        /**
         * Encodes the specified Way message. Does not implicitly {@link probe.Way.verify|verify} messages.
         * @param message Way message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: probe.Way.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Way message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {probe.Way & probe.Way.$Shape} Way
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): probe.Way & probe.Way.$Shape;

        /**
         * Creates a Way message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Way
         */
        static fromObject(object: { [k: string]: any }): probe.Way;

        /**
         * Creates a plain object from a Way message. Also converts values to other types if specified.
         * @param message Way
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: probe.Way, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Way to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Way {

        /** Properties of a Way. */
        interface $Properties {

            /** Way peerId */
            peerId?: (string|null);

            /** Way dataAddress */
            dataAddress?: (string|null);

            /** Way resolved */
            resolved?: (string|null);

            /** Way code */
            code?: (string|null);

            /** Way roundTripsMs */
            roundTripsMs?: (number[]|null);

            /** Way linked */
            linked?: (boolean|null);

            /** Way heard */
            heard?: (boolean|null);

            /** Way heardAgoMs */
            heardAgoMs?: (number|null);

            /** Way messageBytes */
            messageBytes?: (number|null);

            /** Way bytesPerSecond */
            bytesPerSecond?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Way. */
        type $Shape = probe.Way.$Properties;
    }
}
