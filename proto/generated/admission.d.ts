import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace admission. */
export namespace admission {

    /**
     * Properties of a JoinToken.
     * @deprecated Use admission.JoinToken.$Properties instead.
     */
    interface IJoinToken extends admission.JoinToken.$Properties {
    }

    /** Represents a JoinToken. */
    class JoinToken {

        /**
         * Constructs a new JoinToken.
         * @param [properties] Properties to set
         */
        constructor(properties?: admission.JoinToken.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** JoinToken addresses. */
        addresses: string[];

        /** JoinToken keyHash. */
        keyHash: Uint8Array;

        /** JoinToken runId. */
        runId: string;

        /** JoinToken secret. */
        secret: Uint8Array;

        /** JoinToken expiresS. */
        expiresS: number;

        /**
         * Creates a new JoinToken instance using the specified properties.
         * @param [properties] Properties to set
         * @returns JoinToken instance
         */
        static create(properties: admission.JoinToken.$Shape): admission.JoinToken & admission.JoinToken.$Shape;
        static create(properties?: admission.JoinToken.$Properties): admission.JoinToken;

        /**
         * Encodes the specified JoinToken message. Does not implicitly {@link admission.JoinToken.verify|verify} messages.
         * @param message JoinToken message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: admission.JoinToken.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a JoinToken message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {admission.JoinToken & admission.JoinToken.$Shape} JoinToken
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): admission.JoinToken & admission.JoinToken.$Shape;

        /**
         * Creates a JoinToken message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns JoinToken
         */
        static fromObject(object: { [k: string]: any }): admission.JoinToken;

        /**
         * Creates a plain object from a JoinToken message. Also converts values to other types if specified.
         * @param message JoinToken
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: admission.JoinToken, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this JoinToken to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace JoinToken {

        /** Properties of a JoinToken. */
        interface $Properties {

            /** JoinToken addresses */
            addresses?: (string[]|null);

            /** JoinToken keyHash */
            keyHash?: (Uint8Array|null);

            /** JoinToken runId */
            runId?: (string|null);

            /** JoinToken secret */
            secret?: (Uint8Array|null);

            /** JoinToken expiresS */
            expiresS?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a JoinToken. */
        type $Shape = admission.JoinToken.$Properties;
    }

    /**
     * Properties of an AdmissionRequest.
     * @deprecated Use admission.AdmissionRequest.$Properties instead.
     */
    interface IAdmissionRequest extends admission.AdmissionRequest.$Properties {
    }

    /** Represents an AdmissionRequest. */
    class AdmissionRequest {

        /**
         * Constructs a new AdmissionRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: admission.AdmissionRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AdmissionRequest secret. */
        secret: Uint8Array;

        /** AdmissionRequest publicKey. */
        publicKey: string;

        /**
         * Creates a new AdmissionRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AdmissionRequest instance
         */
        static create(properties: admission.AdmissionRequest.$Shape): admission.AdmissionRequest & admission.AdmissionRequest.$Shape;
        static create(properties?: admission.AdmissionRequest.$Properties): admission.AdmissionRequest;

        /**
         * Encodes the specified AdmissionRequest message. Does not implicitly {@link admission.AdmissionRequest.verify|verify} messages.
         * @param message AdmissionRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: admission.AdmissionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AdmissionRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {admission.AdmissionRequest & admission.AdmissionRequest.$Shape} AdmissionRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): admission.AdmissionRequest & admission.AdmissionRequest.$Shape;

        /**
         * Creates an AdmissionRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns AdmissionRequest
         */
        static fromObject(object: { [k: string]: any }): admission.AdmissionRequest;

        /**
         * Creates a plain object from an AdmissionRequest message. Also converts values to other types if specified.
         * @param message AdmissionRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: admission.AdmissionRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this AdmissionRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace AdmissionRequest {

        /** Properties of an AdmissionRequest. */
        interface $Properties {

            /** AdmissionRequest secret */
            secret?: (Uint8Array|null);

            /** AdmissionRequest publicKey */
            publicKey?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AdmissionRequest. */
        type $Shape = admission.AdmissionRequest.$Properties;
    }

    /**
     * Properties of an AdmissionReply.
     * @deprecated Use admission.AdmissionReply.$Properties instead.
     */
    interface IAdmissionReply extends admission.AdmissionReply.$Properties {
    }

    /** Represents an AdmissionReply. */
    class AdmissionReply {

        /**
         * Constructs a new AdmissionReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: admission.AdmissionReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AdmissionReply accepted. */
        accepted: boolean;

        /** AdmissionReply code. */
        code: string;

        /** AdmissionReply peerId. */
        peerId: string;

        /** AdmissionReply userToken. */
        userToken: string;

        /**
         * Creates a new AdmissionReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AdmissionReply instance
         */
        static create(properties: admission.AdmissionReply.$Shape): admission.AdmissionReply & admission.AdmissionReply.$Shape;
        static create(properties?: admission.AdmissionReply.$Properties): admission.AdmissionReply;

        /**
         * Encodes the specified AdmissionReply message. Does not implicitly {@link admission.AdmissionReply.verify|verify} messages.
         * @param message AdmissionReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: admission.AdmissionReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AdmissionReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {admission.AdmissionReply & admission.AdmissionReply.$Shape} AdmissionReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): admission.AdmissionReply & admission.AdmissionReply.$Shape;

        /**
         * Creates an AdmissionReply message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns AdmissionReply
         */
        static fromObject(object: { [k: string]: any }): admission.AdmissionReply;

        /**
         * Creates a plain object from an AdmissionReply message. Also converts values to other types if specified.
         * @param message AdmissionReply
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: admission.AdmissionReply, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this AdmissionReply to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace AdmissionReply {

        /** Properties of an AdmissionReply. */
        interface $Properties {

            /** AdmissionReply accepted */
            accepted?: (boolean|null);

            /** AdmissionReply code */
            code?: (string|null);

            /** AdmissionReply peerId */
            peerId?: (string|null);

            /** AdmissionReply userToken */
            userToken?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AdmissionReply. */
        type $Shape = admission.AdmissionReply.$Properties;
    }
}
