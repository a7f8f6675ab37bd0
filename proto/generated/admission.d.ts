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

        /** AdmissionRequest network. */
        network: string;

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

            /** AdmissionRequest network */
            network?: (string|null);

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

        /** AdmissionReply networks. */
        networks: string[];

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

            /** AdmissionReply networks */
            networks?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AdmissionReply. */
        type $Shape = admission.AdmissionReply.$Properties;
    }

    /**
     * Properties of a DeskRequest.
     * @deprecated Use admission.DeskRequest.$Properties instead.
     */
    interface IDeskRequest extends admission.DeskRequest.$Properties {
    }

    /** Represents a DeskRequest. */
    class DeskRequest {

        /**
         * Constructs a new DeskRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: admission.DeskRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DeskRequest action. */
        action: string;

        /** DeskRequest peerId. */
        peerId: string;

        /** DeskRequest uses. */
        uses: number;

        /** DeskRequest expiresS. */
        expiresS: number;

        /**
         * Creates a new DeskRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeskRequest instance
         */
        static create(properties: admission.DeskRequest.$Shape): admission.DeskRequest & admission.DeskRequest.$Shape;
        static create(properties?: admission.DeskRequest.$Properties): admission.DeskRequest;

        /**
         * Encodes the specified DeskRequest message. Does not implicitly {@link admission.DeskRequest.verify|verify} messages.
         * @param message DeskRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: admission.DeskRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeskRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {admission.DeskRequest & admission.DeskRequest.$Shape} DeskRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): admission.DeskRequest & admission.DeskRequest.$Shape;

        /**
         * Creates a DeskRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns DeskRequest
         */
        static fromObject(object: { [k: string]: any }): admission.DeskRequest;

        /**
         * Creates a plain object from a DeskRequest message. Also converts values to other types if specified.
         * @param message DeskRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: admission.DeskRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this DeskRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace DeskRequest {

        /** Properties of a DeskRequest. */
        interface $Properties {

            /** DeskRequest action */
            action?: (string|null);

            /** DeskRequest peerId */
            peerId?: (string|null);

            /** DeskRequest uses */
            uses?: (number|null);

            /** DeskRequest expiresS */
            expiresS?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DeskRequest. */
        type $Shape = admission.DeskRequest.$Properties;
    }

    /**
     * Properties of a DeskReply.
     * @deprecated Use admission.DeskReply.$Properties instead.
     */
    interface IDeskReply extends admission.DeskReply.$Properties {
    }

    /** Represents a DeskReply. */
    class DeskReply {

        /**
         * Constructs a new DeskReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: admission.DeskReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DeskReply error. */
        error: string;

        /** DeskReply token. */
        token: string;

        /** DeskReply members. */
        members: admission.DeskMember.$Properties[];

        /**
         * Creates a new DeskReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeskReply instance
         */
        static create(properties: admission.DeskReply.$Shape): admission.DeskReply & admission.DeskReply.$Shape;
        static create(properties?: admission.DeskReply.$Properties): admission.DeskReply;

        /**
         * Encodes the specified DeskReply message. Does not implicitly {@link admission.DeskReply.verify|verify} messages.
         * @param message DeskReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: admission.DeskReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeskReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {admission.DeskReply & admission.DeskReply.$Shape} DeskReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): admission.DeskReply & admission.DeskReply.$Shape;

        /**
         * Creates a DeskReply message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns DeskReply
         */
        static fromObject(object: { [k: string]: any }): admission.DeskReply;

        /**
         * Creates a plain object from a DeskReply message. Also converts values to other types if specified.
         * @param message DeskReply
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: admission.DeskReply, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this DeskReply to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace DeskReply {

        /** Properties of a DeskReply. */
        interface $Properties {

            /** DeskReply error */
            error?: (string|null);

            /** DeskReply token */
            token?: (string|null);

            /** DeskReply members */
            members?: (admission.DeskMember.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DeskReply. */
        type $Shape = admission.DeskReply.$Properties;
    }

    /**
     * Properties of a DeskMember.
     * @deprecated Use admission.DeskMember.$Properties instead.
     */
    interface IDeskMember extends admission.DeskMember.$Properties {
    }

    /** Represents a DeskMember. */
    class DeskMember {

        /**
         * Constructs a new DeskMember.
         * @param [properties] Properties to set
         */
        constructor(properties?: admission.DeskMember.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DeskMember peerId. */
        peerId: string;

        /** DeskMember network. */
        network: string;

        /** DeskMember place. */
        place: string;

        /** DeskMember fingerprint. */
        fingerprint: string;

        /** DeskMember status. */
        status: string;

        /** DeskMember address. */
        address: string;

        /** DeskMember step. */
        step: number;

        /**
         * Creates a new DeskMember instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeskMember instance
         */
        static create(properties: admission.DeskMember.$Shape): admission.DeskMember & admission.DeskMember.$Shape;
        static create(properties?: admission.DeskMember.$Properties): admission.DeskMember;

        /**
         * Encodes the specified DeskMember message. Does not implicitly {@link admission.DeskMember.verify|verify} messages.
         * @param message DeskMember message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: admission.DeskMember.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeskMember message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {admission.DeskMember & admission.DeskMember.$Shape} DeskMember
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): admission.DeskMember & admission.DeskMember.$Shape;

        /**
         * Creates a DeskMember message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns DeskMember
         */
        static fromObject(object: { [k: string]: any }): admission.DeskMember;

        /**
         * Creates a plain object from a DeskMember message. Also converts values to other types if specified.
         * @param message DeskMember
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: admission.DeskMember, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this DeskMember to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace DeskMember {

        /** Properties of a DeskMember. */
        interface $Properties {

            /** DeskMember peerId */
            peerId?: (string|null);

            /** DeskMember network */
            network?: (string|null);

            /** DeskMember place */
            place?: (string|null);

            /** DeskMember fingerprint */
            fingerprint?: (string|null);

            /** DeskMember status */
            status?: (string|null);

            /** DeskMember address */
            address?: (string|null);

            /** DeskMember step */
            step?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DeskMember. */
        type $Shape = admission.DeskMember.$Properties;
    }
}
